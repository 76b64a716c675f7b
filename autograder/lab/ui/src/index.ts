// The extension: a button *Submit for grading* on the notebooks that the course grades, and the panel *Feedback*.

import { JupyterFrontEnd, JupyterFrontEndPlugin } from '@jupyterlab/application';
import { CommandToolbarButton, ICommandPalette } from '@jupyterlab/apputils';
import { INotebookTracker, NotebookPanel } from '@jupyterlab/notebook';

import { Api, IAssignment, IAttempt } from './api';
import { belongsTo, goTo } from './notebooks';
import { FeedbackPanel } from './panel';
import { message, submit } from './submitting';

const SUBMIT = 'sequence-models:submit';
const FEEDBACK = 'sequence-models:feedback';
const GONE = 'The cell of this exercise is not in the notebook any more; grading looks for `def NAME(` in any cell.';

const plugin: JupyterFrontEndPlugin<void> = {
  id: 'sequence-models-lab:plugin',
  description: 'Submits a notebook of the course for grading and shows what came of it.',
  autoStart: true,
  requires: [INotebookTracker],
  optional: [ICommandPalette],
  activate: (app: JupyterFrontEnd, tracker: INotebookTracker, palette: ICommandPalette | null) => {
    const api = new Api(app.serviceManager.serverSettings);
    api.course().then(
      course => new Desk(app, tracker, palette, api, course),
      error => console.warn(`Submit for grading is not offered: ${message(error)}`)
    );
  }
};

/** What holds the button, the panel and the notebooks together. */
class Desk {
  constructor(
    private readonly app: JupyterFrontEnd,
    private readonly tracker: INotebookTracker,
    palette: ICommandPalette | null,
    private readonly api: Api,
    private readonly course: IAssignment[]
  ) {
    this.panel = new FeedbackPanel(name => void this.goTo(name));
    app.shell.add(this.panel, 'right', { rank: 100 });
    this.addCommands(palette);
    tracker.forEach(panel => void this.adopt(panel));
    tracker.widgetAdded.connect((_, panel) => void this.adopt(panel));
    tracker.currentChanged.connect(() => void this.refresh());
    void this.refresh();
  }

  private addCommands(palette: ICommandPalette | null): void {
    const { commands } = this.app;
    commands.addCommand(SUBMIT, {
      label: 'Submit for grading',
      caption: 'Save this notebook, hand it in, and see your score (Ctrl+Alt+Enter)',
      isEnabled: () => this.current() !== null && !this.busy.has(this.current()!),
      isVisible: () => this.current() !== null,
      execute: () => this.submit()
    });
    commands.addCommand(FEEDBACK, {
      label: 'Show feedback',
      caption: 'Score and feedback of this notebook',
      isVisible: () => this.current() !== null,
      execute: () => {
        this.app.shell.activateById(this.panel.id);
        setTimeout(() => this.panel.focusCard()); // the palette, if this comes from there, gives the focus back first
      }
    });
    commands.addKeyBinding({ command: SUBMIT, keys: ['Accel Alt Enter'], selector: '.jp-NotebookPanel' });
    for (const command of [SUBMIT, FEEDBACK]) {
      palette?.addItem({ command, category: 'Sequence Models' });
    }
  }

  /** Give a notebook of the course its button, and have a sandbox ready for it. */
  private async adopt(panel: NotebookPanel): Promise<void> {
    await panel.context.ready;
    if (panel.isDisposed || !belongsTo(panel, this.course)) {
      return;
    }
    this.ours.add(panel);
    panel.disposed.connect(() => {
      [this.ours, this.attempts, this.busy, this.said, this.warnings].forEach(one => one.delete(panel));
    });
    const button = new CommandToolbarButton({ commands: this.app.commands, id: SUBMIT });
    button.addClass('sm-Submit');
    panel.toolbar.insertAfter('cellType', 'submit-for-grading', button) ||
      panel.toolbar.insertItem(10, 'submit-for-grading', button);
    this.app.commands.notifyCommandChanged();
    this.api.warm(panel.context.path).catch(error => console.warn(`No sandbox is warm: ${message(error)}`));
    await this.refresh();
  }

  private async submit(): Promise<void> {
    const notebook = this.current();
    if (!notebook || this.busy.has(notebook)) {
      return;
    }
    this.busy.set(notebook, '');
    this.app.commands.notifyCommandChanged(SUBMIT);
    this.app.shell.activateById(this.panel.id);
    this.warnings.delete(notebook);
    const tell = (text: string) => {
      this.busy.set(notebook, text);
      this.showState();
    };
    try {
      const attempt = await submit(notebook.context, this.api, tell);
      this.said.set(notebook, attempt.verdict ? attempt.verdict.headline : 'No score; the reason stands below.');
      const before = (this.attempts.get(notebook) ?? []).filter(one => one.id !== attempt.id);
      this.attempts.set(notebook, [attempt, ...before]);
    } catch (error) {
      this.said.delete(notebook);
      this.warnings.set(notebook, message(error));
    } finally {
      this.busy.delete(notebook);
      this.app.commands.notifyCommandChanged(SUBMIT);
      if (notebook === this.current()) {
        this.showState();
        this.panel.show_(this.attempts.get(notebook) ?? []);
      }
    }
  }

  /** Show what belongs to the current notebook. */
  private async refresh(): Promise<void> {
    const notebook = this.current();
    this.showState();
    this.panel.show_((notebook && this.attempts.get(notebook)) || []);
    if (!notebook || this.busy.has(notebook)) {
      return;
    }
    try {
      this.attempts.set(notebook, await this.api.attempts(notebook.context.path));
      if (notebook === this.current() && !this.busy.has(notebook)) {
        this.panel.show_(this.attempts.get(notebook)!);
      }
    } catch (error) {
      if (notebook === this.current() && !this.warnings.has(notebook)) {
        this.panel.warn(message(error));
      }
    }
  }

  private showState(): void {
    const notebook = this.current();
    const doing = notebook && this.busy.get(notebook);
    this.panel.tell(doing || (notebook && this.said.get(notebook)) || '', Boolean(doing));
    this.panel.warn((notebook && this.warnings.get(notebook)) || '');
  }

  private async goTo(exercise: string): Promise<void> {
    const notebook = this.current();
    if (!notebook) {
      return;
    }
    this.app.shell.activateById(notebook.id);
    if (!(await goTo(notebook, exercise))) {
      this.panel.warn(GONE.replace('NAME', exercise));
    }
  }

  /** The notebook in front, if the course grades it. */
  private current(): NotebookPanel | null {
    const panel = this.tracker.currentWidget;
    return panel && this.ours.has(panel) ? panel : null;
  }

  private readonly panel: FeedbackPanel;
  private readonly ours = new Set<NotebookPanel>();
  private readonly attempts = new Map<NotebookPanel, IAttempt[]>(); // the latest first
  private readonly busy = new Map<NotebookPanel, string>(); // being submitted, and what is being done
  private readonly said = new Map<NotebookPanel, string>();
  private readonly warnings = new Map<NotebookPanel, string>();
}

export default plugin;
