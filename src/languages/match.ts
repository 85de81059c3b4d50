import { baseLanguage } from '../text/base-language.ts';

/**
 * The language for a locale: the same, then the same without its region, then any with another
 * region. `es-419` finds `es`, and `pt-PT` finds `pt-BR` where there is no other Portuguese.
 */
export function languageFor(
  locale: string | undefined,
  languages: readonly string[],
): string | undefined {
  if (!locale) return undefined;
  const tag = locale.replaceAll('_', '-').toLowerCase();
  const base = baseLanguage(tag);
  const find = (matches: (language: string) => boolean) =>
    languages.find((language) => matches(language.toLowerCase()));
  return (
    find((language) => language === tag) ??
    find((language) => language === base) ??
    find((language) => baseLanguage(language) === base)
  );
}

const quality = /;\s*q=(?<value>[\d.]+)/;

/** The one that a browser's `Accept-Language` would rather have than the others. */
export function languageForHeader(
  header: string,
  languages: readonly string[],
): string | undefined {
  const wanted = header.split(',').map((part) => ({
    tag: part.split(';', 1)[0]?.trim(),
    weight: Number(quality.exec(part)?.groups?.value ?? 1),
  }));
  return wanted
    .filter(({ weight }) => weight > 0)
    .sort((one, other) => other.weight - one.weight)
    .map(({ tag }) => languageFor(tag, languages))
    .find((found) => found !== undefined);
}
