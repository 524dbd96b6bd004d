// Why a move was refused or stopped, in one sentence for the operator.

export class MigrateError extends Error {
  constructor(sentence: string) {
    super(sentence)
    this.name = 'MigrateError'
  }
}
