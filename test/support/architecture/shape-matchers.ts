// The words in which the safety rules are written: each makes a question to one shape of a file.

import type { Shape } from './syntax-tree.ts'

/** Whether a shape is the one that is meant. */
export type Matcher = (shape: Shape) => boolean

export const reaches =
  (...names: readonly string[]): Matcher =>
  (shape) =>
    shape.kind === 'reach' && names.includes(shape.name)
export const imports =
  (pattern: RegExp): Matcher =>
  (shape) =>
    shape.kind === 'import' && pattern.test(shape.from)
export const says =
  (pattern: RegExp): Matcher =>
  (shape) =>
    shape.kind === 'text' && pattern.test(shape.text)
/** The property is there with any other value than this one, a computed one too. */
export const isNot =
  (value: unknown, ...names: readonly string[]): Matcher =>
  (shape) =>
    shape.kind === 'property' && names.includes(shape.name) && shape.value !== value
export const has =
  (...names: readonly string[]): Matcher =>
  (shape) =>
    shape.kind === 'property' && names.includes(shape.name)
export const makes =
  (...names: readonly string[]): Matcher =>
  (shape) =>
    shape.kind === 'new' && names.includes(shape.name)
export const calls =
  (...names: readonly string[]): Matcher =>
  (shape) =>
    shape.kind === 'call' && names.includes(shape.name)
export const shows =
  (...names: readonly string[]): Matcher =>
  (shape) =>
    shape.kind === 'element' && names.includes(shape.name)
export const any =
  (...rules: readonly Matcher[]): Matcher =>
  (shape) =>
    rules.some((rule) => rule(shape))
