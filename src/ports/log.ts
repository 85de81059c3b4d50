/**
 * One line per event. Fields hold names, numbers and outcomes, never a person's words or a token.
 */
export type Log = {
  readonly info: (fields: object, message: string) => void;
  readonly warn: (fields: object, message: string) => void;
  readonly error: (fields: object, message: string) => void;
};
