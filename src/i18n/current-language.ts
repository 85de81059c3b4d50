import { AsyncLocalStorage } from 'node:async_hooks';

const language = new AsyncLocalStorage<string>();

/** The language in which texts are composed at this moment; `undefined` for the default. */
export const currentLanguage = (): string | undefined => language.getStore();

/** Composes in a language, also what `compose` waits for. */
export const inLanguage = <Result>(tag: string, compose: () => Result): Result =>
  language.run(tag, compose);
