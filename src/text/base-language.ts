/** The language of a tag without its script and region: `pt` of `pt-BR`. */
export const baseLanguage = (tag: string): string => tag.split('-', 1)[0] ?? '';
