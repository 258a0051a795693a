import { closeSync, fsyncSync, openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import type { SheetReply, SheetSpec, ToSheetThread } from './sheetTask.ts';
import { PdfWriter } from './writePdf.ts';

/** Entry of the thread that writes one storyboard, makes it durable, and ends. Pages come one after another. */
const port = parentPort;
if (!port) throw new Error('sheetThread runs as a worker thread.');
const spec = workerData as SheetSpec;
const reply = (message: SheetReply): void => port.postMessage(message);

const writer = new PdfWriter(spec);
let work = Promise.resolve();

port.on('message', (message: ToSheetThread) => {
  work = work.then(() => take(message)).catch(fail);
});

async function take(message: ToSheetThread): Promise<void> {
  if (message.type === 'page') {
    await writer.writePage(message.page);
    reply({ type: 'written' });
    return;
  }
  await writer.end();
  const file = openSync(spec.target, 'r+');
  try {
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
  reply({ type: 'done', strangeLetters: writer.strangeLetters });
  port?.close();
}

function fail(error: unknown): void {
  const message = error instanceof Error ? error.message : String(error);
  const errno = error instanceof Error && 'syscall' in error && 'code' in error ? String(error.code) : null;
  reply({ type: 'failed', message, errno });
}
