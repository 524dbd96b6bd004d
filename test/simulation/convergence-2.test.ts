// Share 2 of the seeded runs under a hostile network; see seeds.ts.

import { simulate } from './seeds.ts'

simulate(2)
