const alphabet = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'];

/** The countries of the world by their name in a language, each with its English name. */
export function countryNames(language: string): readonly (readonly [string, string])[] {
  const [own, english] = [language, 'en'].map(
    (one) => new Intl.DisplayNames(one, { type: 'region', fallback: 'none' }),
  );
  return alphabet
    .flatMap((first) => alphabet.map((second) => first + second))
    .flatMap((code): [string, string][] => {
      const [name, meaning] = [own?.of(code), english?.of(code)];
      return name === undefined || meaning === undefined ? [] : [[name, meaning]];
    });
}

/** With their English names, so that no part of a name is read: "El" of "El Salvador". */
export const countryPhrases = (language: string): readonly (readonly [string, string])[] =>
  countryNames(language).flatMap(([name, english]) => [
    [name, english],
    [english, english],
  ]);
