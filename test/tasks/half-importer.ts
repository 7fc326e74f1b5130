import { serve } from '../../src/contracts/serve.ts';
import { holdImport } from '../../src/store/datasets.ts';
import { writeShard } from '../../src/store/shards.ts';

// An importer that writes half of an import, and then neither goes on nor answers, whatever happens to the signal.
serve({
  survey: () => Promise.resolve(null),
  async store() {
    await holdImport(new AbortController().signal, async (id) => {
      await writeShard(id, new Uint8Array(3072));
      await new Promise(() => undefined);
    });
  },
});
