/** A file that is no cut we can read, in words for a person. */
export class ConformError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'ConformError';
  }
}
