import type { AppsManifestCreateArguments } from '@slack/web-api';

/** An app's manifest, parsed. */
export type Manifest = AppsManifestCreateArguments['manifest'];
