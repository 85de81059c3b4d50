import { z } from 'zod';
import { anyText, chars, list, plainText } from './fields.ts';
import { limits } from './limits.ts';

const value = chars(limits.optionValue);

/** For select menus. */
export const plainOption = z.strictObject({
  text: plainText(limits.optionText),
  value,
  description: plainText(limits.optionDescription).optional(),
});

/** For checkboxes and radio buttons. */
export const formattedOption = z.strictObject({
  text: anyText(limits.optionText),
  value,
  description: anyText(limits.optionDescription).optional(),
});

/** For overflow menus, which alone accept a link. */
export const linkOption = plainOption.extend({ url: chars(limits.optionUrl).optional() });

export const optionGroup = z.strictObject({
  label: plainText(limits.optionGroupLabel),
  options: list(plainOption, limits.options),
});

type Option = z.output<typeof formattedOption>;
type Choice = {
  readonly options?: readonly Option[] | undefined;
  readonly option_groups?: readonly { readonly options: readonly Option[] }[] | undefined;
  readonly initial_option?: Option | undefined;
  readonly initial_options?: readonly Option[] | undefined;
};

/** The fields that must be equal in an initial option; flags such as `emoji` may differ. */
const identity = ({ text, value, description }: Option): string =>
  JSON.stringify([value, text.type, text.text, description?.type, description?.text]);

/** Checks that initial options are among the options. */
export function checkInitialOptions(choice: Choice, ctx: z.RefinementCtx): void {
  const offered = [
    ...(choice.options ?? []),
    ...(choice.option_groups ?? []).flatMap((group) => group.options),
  ].map(identity);
  const checkOption = (option: Option, path: PropertyKey[]): void => {
    if (offered.includes(identity(option))) return;
    ctx.addIssue({ code: 'custom', path, message: 'must exactly match one of the options' });
  };
  if (choice.initial_option) checkOption(choice.initial_option, ['initial_option']);
  choice.initial_options?.forEach((option, i) => {
    checkOption(option, ['initial_options', i]);
  });
}
