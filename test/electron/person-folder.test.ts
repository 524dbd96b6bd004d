// [I29] The folder of a person's copy, whatever id a server gives: one name for one id, which every file system takes and
// which never leads out of its parent.

import { basename, join, resolve } from 'node:path'
import { expect, it } from 'vitest'
import { personFolder } from '../../electron/person-folder.ts'

it('a usual id names its folder itself', () => {
  expect(personFolder('maeve-brennan')).toBe('maeve-brennan')
  expect(personFolder('0192f3a4-7b1c-7d2e-8f3a-4b5c6d7e8f90')).toBe('0192f3a4-7b1c-7d2e-8f3a-4b5c6d7e8f90')
})

const ODD = [
  '.',
  '..',
  '../maeve-brennan',
  '..\\..\\windows',
  '/etc/passwd',
  'a/b',
  'a\u0000b',
  'CON',
  'con',
  'nul',
  'com1',
  'Maeve-Brennan',
  'MAEVE-BRENNAN',
  'maeve.',
  'maeve ',
  'a*b',
  'a:b',
  'a?b',
  '日本',
  '%2e%2e',
  '-rf',
  '+abc',
  'x'.repeat(5_000),
  '\ud800',
]

it.each(ODD)('%j gets a name below its parent that every file system takes', (id) => {
  const name = personFolder(id)
  expect(name).toMatch(/^\+[0-9a-f]{40}$/)
  expect(basename(resolve(join('/replicas', name)))).toBe(name)
})

it('no two people share a folder, also where capitals make no difference', () => {
  const names = ['maeve-brennan', ...ODD].map((id) => personFolder(id).toLowerCase())
  expect(new Set(names).size).toBe(names.length)
})
