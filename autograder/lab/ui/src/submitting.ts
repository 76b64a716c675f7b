// One click on *Submit for grading*: save, hand in, wait for the verdict. Whatever goes wrong becomes a sentence that
// says what has happened to the learner's work.

import { PathExt } from '@jupyterlab/coreutils';
import { DocumentRegistry } from '@jupyterlab/docregistry';
import { UUID } from '@lumino/coreutils';

import { Api, IAttempt, Lost, Refused } from './api';

const PATIENCE = 20; // seconds that one question for the verdict stays open
const AGAIN = 1500; // milliseconds between two tries to reach a server that is gone

/** Why nothing, or nothing more, has happened; the message is for the learner. */
export class NotSubmitted extends Error {}

export type Tell = (progress: string) => void;

/** Resolves to the attempt when it is no longer being graded. Rejects with NotSubmitted. */
export async function submit(context: DocumentRegistry.Context, api: Api, tell: Tell): Promise<IAttempt> {
  tell('Saving …');
  const saved = await save(context);
  const [path, id] = [context.path, UUID.uuid4()];
  tell('Handing in …');
  let attempt: IAttempt;
  try {
    attempt = await api.handIn(path, id, saved);
  } catch (error) {
    if (!(error instanceof Lost)) {
      throw new NotSubmitted(message(error));
    }
    attempt = await whatBecameOf(path, id, api, tell, 0);
  }
  while (attempt.state === 'grading') {
    tell('Handed in. Grading …');
    attempt = await whatBecameOf(path, id, api, tell, PATIENCE);
  }
  return attempt;
}

/** Save the notebook; returns the time of the saved file, as the server has it. */
async function save(context: DocumentRegistry.Context): Promise<string> {
  const name = PathExt.basename(context.path);
  const kept = 'Nothing was submitted, and your work is still in this window.';
  if (context.contentsModel && context.contentsModel.writable === false) {
    throw new NotSubmitted(
      `${name}: is read-only here. ${kept} Save it under the same name in a folder of yours ` +
        '(File, Save Notebook As) and submit from there.'
    );
  }
  let closed = false;
  try {
    await context.save();
    closed = context.isDisposed;
  } catch (error: any) {
    if (error && (error.name === 'ModalCancelError' || error.name === 'ModalDuplicateError')) {
      throw new NotSubmitted(
        `${name}: has changed on the disk, perhaps in another window, and you chose neither version. ${kept} ` +
          'Click Submit again and choose: overwrite it with what you see here, or revert to what is there.'
      );
    }
    throw new NotSubmitted(
      `${name}: could not be saved: ${reason(error)}. ${kept} Keep the window open, mend that, and submit again; ` +
        'File, Download keeps a copy for you.'
    );
  }
  const saved = context.contentsModel?.last_modified;
  if (closed || !saved) {
    throw new NotSubmitted(`${name}: was closed before it was saved. Nothing was submitted; open it again.`);
  }
  return saved;
}

/** Why a file could not be saved, in a few words. The server's own are long, and name its folders. */
function reason(error: any): string {
  const said = message(error);
  if (error instanceof TypeError || error?.name === 'NetworkError') {
    return 'the server does not answer';
  }
  if (/Errno 28|Errno 122|No space left|quota/i.test(said)) {
    return 'the disk is full';
  }
  if (/Errno 13|Errno 30|Permission denied|Read-only/i.test(said)) {
    return 'its folder is read-only';
  }
  return said;
}

/** Ask for the attempt for as long as it takes until the server answers. */
async function whatBecameOf(path: string, id: string, api: Api, tell: Tell, seconds: number): Promise<IAttempt> {
  for (;;) {
    try {
      return await api.attempt(path, id, seconds);
    } catch (error) {
      if (error instanceof Lost) {
        tell('The connection to the server is lost. Your notebook is saved; waiting for the server to come back …');
        await new Promise(resolve => setTimeout(resolve, AGAIN));
      } else if (error instanceof Refused && error.status === 404) {
        throw new NotSubmitted(
          `${PathExt.basename(path)}: the connection was lost before the notebook was handed in. It is saved; submit it again.`
        );
      } else {
        throw new NotSubmitted(message(error));
      }
    }
  }
}

export function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
