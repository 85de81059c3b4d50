import { displayNames } from './display-names.ts';

const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** What a country is called in a language; its code if it has no name there. */
export const countryName = (language: string, code: string): string =>
  displayNames('region', language).of(code) ?? code;

/** The countries of the world by their name in a language, each with its English name. */
export function countryNames(language: string): readonly (readonly [string, string])[] {
  const [own, english] = [displayNames('region', language), displayNames('region', 'en')];
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .flatMap((code): [string, string][] => {
      const [name, meaning] = [own.of(code), english.of(code)];
      return name === undefined || meaning === undefined ? [] : [[name, meaning]];
    });
}

/** With their English names, so that no part of a name is read: "El" of "El Salvador". */
export const countryPhrases = (language: string): readonly (readonly [string, string])[] =>
  countryNames(language).flatMap(([name, english]) => [
    [name, english],
    [english, english],
  ]);
