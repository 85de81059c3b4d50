import { Ajv } from 'ajv';
// Slack's own, from https://github.com/slackapi/manifest-schema (0.5.0, MIT licence).
import schema from './manifest.schema.json' with { type: 'json' };

/** Why Slack would refuse a manifest, such as `/features/bot_user must be …`; empty if it doesn't. */
export function manifestProblems(manifest: unknown): readonly string[] {
  // The schema has keywords of Slack's own, which strict mode rejects. Used once: not optimised.
  const ajv = new Ajv({
    strict: false,
    validateFormats: false,
    validateSchema: false,
    meta: false,
    code: { optimize: false },
    allErrors: true,
  });
  ajv.validate(schema, manifest);
  return (ajv.errors ?? []).map(({ instancePath, message, params }) => {
    const name = params.additionalProperty ?? params.allowedValues?.join(', ');
    return `${instancePath || '/'} ${message}${name === undefined ? '' : `: ${name}`}`;
  });
}
