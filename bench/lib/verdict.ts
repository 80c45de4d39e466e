import pc from 'picocolors';

/** Colour by outcome; the word stands there for whoever sees no colours. */
export function verdict(ok: boolean): string {
  return ok ? pc.green('ok') : pc.red('miss');
}
