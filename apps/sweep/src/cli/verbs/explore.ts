import { Command } from 'commander';
import { serveExplorer } from '../../explore/serve-explorer.js';
import type { Context } from '../context.js';
import { listenForInterrupts } from '../interrupts.js';
import { numberValue } from '../option-values.js';

const defaultPort = 4747;

export function exploreVerb(context: Context): Command {
  return new Command('explore')
    .summary('show the explorer, a page for the browser')
    .description('Serves the explorer to the browsers of this machine until Ctrl-C. The page computes in the browser and fetches nothing from elsewhere.')
    .option('--port <n>', 'port to listen on; 0 takes any free one', numberValue('--port', { min: 0, max: 65_535, integer: true }), defaultPort)
    .option('--json', 'print JSON', false)
    .action(async ({ port, json }: { readonly port: number; readonly json: boolean }) => {
      const interrupts = listenForInterrupts();
      try {
        const { url, close } = await serveExplorer(port);
        await context.terminal.print(json ? `${JSON.stringify({ url })}\n` : `${url}\n`);
        context.terminal.say('The explorer is at this address until Ctrl-C.');
        await aborted(interrupts.stop);
        await close();
      } finally {
        interrupts.dispose();
      }
    });
}

function aborted(signal: AbortSignal): Promise<void> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve();
    else signal.addEventListener('abort', () => { resolve(); }, { once: true });
  });
}
