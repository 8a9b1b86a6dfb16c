/**
 * Thrown when outside data cannot be read as a whole: a file is missing, is not in its format, or has nothing
 * to attach to. Nothing of it was stored. A single bad record is no such fault: importers report it and go on.
 */
export class ImportError extends Error {
  override name = 'ImportError';
}
