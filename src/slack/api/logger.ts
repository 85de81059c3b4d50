import { LogLevel } from '@slack/web-api';
import type { Log } from '../../ports/log.ts';

/** The logger interface of Slack's libraries. */
export type SlackLogger = {
  debug(...message: unknown[]): void;
  info(...message: unknown[]): void;
  warn(...message: unknown[]): void;
  error(...message: unknown[]): void;
  setLevel(level: LogLevel): void;
  getLevel(): LogLevel;
  setName(name: string): void;
};

/**
 * Slack's libraries print whole payloads, with people's words, at debug level, so debug stays off
 * whatever our own level is. Of warnings and errors only the text is kept, without secrets.
 */
export function slackLogger(log: Log): SlackLogger {
  const line = (message: readonly unknown[]) => message.map(withoutSecrets).join(' ');
  return {
    debug: () => {},
    info: () => {},
    warn: (...message) => log.warn({ source: 'slack-sdk' }, line(message)),
    error: (...message) => log.error({ source: 'slack-sdk' }, line(message)),
    setLevel: () => {},
    getLevel: () => LogLevel.WARN,
    setName: () => {},
  };
}

const token = /x(?:ox[a-z]|app)-[\w.-]+/g;
/** What stands where Slack has an error code, such as a proxy's page, may repeat what was sent. */
const noCode = /(An API error occurred: )(?![a-z][a-z0-9_]{1,79}\)?$).*/s;

function withoutSecrets(part: unknown): string {
  const text = part instanceof Error ? part.message : typeof part === 'string' ? part : '';
  return text.replace(token, 'x…').replace(noCode, '$1…').slice(0, 300);
}
