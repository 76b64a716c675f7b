// What the button and the panel ask of the server, and what comes back. `autograder/lab/server.py` answers.

import { URLExt } from '@jupyterlab/coreutils';
import { ServerConnection } from '@jupyterlab/services';

export interface IExercise {
  name: string;
  points: number;
  max_points: number;
  passed: boolean;
  messages: string[];
  /** `right`, `partly right`, `not right yet` or `not written yet`. */
  state: string;
}

export interface IVerdict {
  headline: string;
  score: number;
  max_score: number;
  exercises: IExercise[];
  notes: string[];
}

export interface IAttempt {
  id: string;
  assignment: string;
  /** UTC, ISO 8601. */
  time: string;
  handed_in: boolean;
  state: 'grading' | 'graded' | 'failed' | 'interrupted';
  troubles: string[];
  verdict: IVerdict | null;
}

export interface IAssignment {
  id: string;
  /** The file name of its notebook. */
  notebook: string;
  exercises: string[];
}

/** The server has said no; the message is for the learner. */
export class Refused extends Error {
  constructor(
    readonly status: number,
    message: string
  ) {
    super(message);
  }
}

/** There was no answer: the network or the server is gone. */
export class Lost extends Error {}

const RELOAD =
  'JupyterLab was started anew and does not know this window any more. Save a copy of what you have not ' +
  'saved (File, Download), then reload the page.';

export class Api {
  constructor(private readonly settings: ServerConnection.ISettings) {}

  async course(): Promise<IAssignment[]> {
    return (await this.ask('GET', 'course')).assignments;
  }

  async warm(path: string): Promise<void> {
    await this.ask('POST', 'warm', {}, { path });
  }

  /** `saved` is the time that the server gave the file when it was saved: that state is handed in, or none. */
  async handIn(path: string, id: string, saved: string): Promise<IAttempt> {
    return this.ask('POST', 'attempts', {}, { path, id, saved });
  }

  async attempts(path: string): Promise<IAttempt[]> {
    return (await this.ask('GET', 'attempts', { path })).attempts;
  }

  /** The attempt once it is graded, or as it is when the seconds are over. */
  async attempt(path: string, id: string, seconds: number): Promise<IAttempt> {
    return this.ask('GET', `attempts/${id}`, { path, seconds: String(seconds) });
  }

  private async ask(
    method: string,
    name: string,
    query: Record<string, string> = {},
    body?: Record<string, string>
  ): Promise<any> {
    const url = URLExt.join(this.settings.baseUrl, 'autograder', name) + URLExt.objectToQueryString(query);
    const init: RequestInit = { method };
    if (body) {
      init.body = JSON.stringify(body);
    }
    let reply: Response;
    let text: string;
    try {
      reply = await ServerConnection.makeRequest(url, init, this.settings);
      text = await reply.text();
    } catch (error) {
      throw new Lost(String(error));
    }
    if (reply.status >= 502 && reply.status <= 504) {
      throw new Lost(reply.statusText); // a proxy speaks, and the server does not
    }
    if (!reply.ok) {
      throw new Refused(reply.status, reply.status === 403 ? RELOAD : said(text) || reply.statusText);
    }
    return text ? JSON.parse(text) : null;
  }
}

function said(text: string): string {
  try {
    const message = JSON.parse(text).message;
    return typeof message === 'string' ? message : '';
  } catch {
    return '';
  }
}
