// The panel beside the notebook: what is being done, the score card, and all attempts at this notebook.

import { Widget } from '@lumino/widgets';

import { IAttempt } from './api';
import { card, line, make, prose } from './card';

const EMPTY =
  'Nothing submitted yet. Write the functions, run the checks below them, then click Submit for grading in the ' +
  'toolbar: your score and what to look at appear here.';

export class FeedbackPanel extends Widget {
  /** `goTo` shows the cell of an exercise. */
  constructor(private readonly goTo: (exercise: string) => void) {
    super();
    this.id = 'sequence-models-feedback';
    this.title.label = 'Feedback';
    this.title.caption = 'Score and feedback of this notebook';
    this.addClass('sm-Feedback');
    this.node.setAttribute('role', 'region');
    this.node.setAttribute('aria-label', 'Feedback');
    // Both are there from the start: a screen reader announces what changes in them.
    this.progress = make('div', 'sm-Feedback-progress');
    this.progress.setAttribute('role', 'status');
    this.alert = make('div', 'sm-Feedback-alert');
    this.alert.setAttribute('role', 'alert');
    this.body = make('div', 'sm-Feedback-body');
    this.node.append(this.progress, this.alert, this.body);
    this.show_([]);
  }

  /** Say what is being done, or with an empty text that it is done. */
  tell(text: string, busy: boolean): void {
    this.progress.textContent = text;
    this.progress.classList.toggle('sm-mod-busy', busy);
  }

  /** Say what went wrong, or with an empty text that nothing did. */
  warn(text: string): void {
    this.alert.replaceChildren(...(text ? prose(text) : []));
  }

  /** Show these attempts, the latest first, with the card of the chosen one or of the latest. */
  show_(attempts: IAttempt[], chosen?: string): void {
    const one = attempts.find(attempt => attempt.id === chosen) ?? attempts[0];
    if (!one) {
      this.body.replaceChildren(make('p', 'sm-Feedback-empty', EMPTY));
      return;
    }
    this.body.replaceChildren(card(one, this.goTo), this.history(attempts, one));
  }

  /** Move the keyboard to the card. */
  focusCard(): void {
    this.node.querySelector<HTMLElement>('.sm-Card-headline')?.focus();
  }

  private history(attempts: IAttempt[], shown: IAttempt): HTMLElement {
    const items = attempts.map(attempt => {
      const button = make('button', 'sm-History-attempt', line(attempt)) as HTMLButtonElement;
      button.type = 'button';
      button.setAttribute('aria-pressed', String(attempt === shown));
      button.addEventListener('click', () => {
        this.show_(attempts, attempt.id);
        this.focusCard();
      });
      return make('li', '', button);
    });
    const element = make('section', 'sm-History', make('h3', '', 'Attempts'), make('ol', '', ...items));
    element.setAttribute('aria-label', 'Attempts');
    return element;
  }

  private readonly progress: HTMLElement;
  private readonly alert: HTMLElement;
  private readonly body: HTMLElement;
}
