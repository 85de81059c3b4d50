const known = new Map<string, Intl.DisplayNames>();

/** What languages or regions are called in a language; `undefined` for those without a name there. */
export function displayNames(type: 'language' | 'region', language: string): Intl.DisplayNames {
  const key = `${type} ${language}`;
  const names = known.get(key) ?? new Intl.DisplayNames(language, { type, fallback: 'none' });
  known.set(key, names);
  return names;
}
