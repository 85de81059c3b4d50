import { hash } from 'node:crypto';

/** The SHA-256 of a text in hexadecimal digits: a name that doesn't contain what it stands for. */
export const digestOf = (text: string): string => hash('sha256', text);
