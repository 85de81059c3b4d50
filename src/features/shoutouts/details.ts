import { z } from 'zod';
import type { PlainKey } from '../../i18n/keys.ts';

/** The values of a choice, each with the key of its label. */
type Options = Readonly<Record<string, PlainKey>>;

/** One of a few values: a menu in the form, its label on the card. */
function choice<const Choices extends Options>(label: PlainKey, options: Choices) {
  const values = Object.keys(options) as (keyof Choices & string)[];
  return { kind: 'choice' as const, schema: z.enum(values).optional(), label, options };
}

/** An https address: a text field in the form, a link on the card. */
function link(label: PlainKey) {
  return { kind: 'link' as const, schema: z.string().optional(), label };
}

/**
 * The optional details of a shout-out. Record, draft, form, card, export and edit are derived from
 * this table, in its order. Stored records and exported files hold the names and the values of the
 * choices, so neither can be renamed.
 */
const table = {
  customer: choice('shoutout.form.customer', {
    external: 'shoutout.customer.external',
    internal: 'shoutout.customer.internal',
  }),
  where: choice('shoutout.form.where', {
    reception: 'shoutout.where.reception',
    welcome: 'shoutout.where.welcome',
    security: 'shoutout.where.security',
    environment: 'shoutout.where.environment',
    phone: 'shoutout.where.phone',
    online: 'shoutout.where.online',
  }),
  link: link('shoutout.form.link'),
};

export type DetailName = keyof typeof table;
export const detailNames = Object.keys(table) as readonly DetailName[];

/** How a detail is filled in and shown. */
export type Detail =
  | { readonly kind: 'choice'; readonly label: PlainKey; readonly options: Options }
  | { readonly kind: 'link'; readonly label: PlainKey };

export const details: Readonly<Record<DetailName, Detail>> = table;

export function mapDetails<Value>(
  read: (name: DetailName) => Value,
): Readonly<Record<DetailName, Value>> {
  const entries = detailNames.map((name) => [name, read(name)]);
  return Object.fromEntries(entries) as Record<DetailName, Value>;
}

/** The properties of a zod object that holds the details. */
export const detailsShape = mapDetails((name) => table[name].schema) as {
  readonly [Name in DetailName]: (typeof table)[Name]['schema'];
};
const detailsSchema = z.object(detailsShape);
export type Details = Readonly<z.infer<typeof detailsSchema>>;

/** The details for which `read` returns a valid value; an empty text counts as none. */
export function parseDetails(read: (name: DetailName) => string | undefined): Details {
  const valid = detailNames.flatMap((name) => {
    const { data } = table[name].schema.safeParse(read(name));
    return data ? [[name, data]] : [];
  });
  return detailsSchema.parse(Object.fromEntries(valid));
}
