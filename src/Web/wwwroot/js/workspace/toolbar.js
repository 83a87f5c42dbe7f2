// Connects the controls around the chart to it: data-choice for lists, data-act for buttons, data-pane for check boxes.
import { dayOf } from './times.js';
import { words } from './words.js';

export function bindToolbar(workspace) {
  const { root, signal } = workspace;
  const all = selector => [...root.querySelectorAll(selector)];
  const on = (element, kind, act) => element.addEventListener(kind, act, { signal });

  fill(root.querySelector('[data-choice=interval]'), workspace.layers.intervals, workspace.interval);
  const choices = {
    style: value => workspace.setStyle(value), scale: value => workspace.setScale(value), interval: value => workspace.setInterval(value),
  };
  const style = root.querySelector('[data-choice=style]');
  if (style) style.value = workspace.style;
  for (const select of all('[data-choice]')) on(select, 'change', () => choices[select.dataset.choice]?.(select.value));
  for (const button of all('[data-act]')) on(button, 'click', e => workspace.act(button.dataset.act, e.detail === 0));

  const { hasEquity, hasForecast } = workspace.layers;
  for (const box of all('[data-pane]')) {
    const there = box.dataset.pane === 'forecast' ? hasForecast : hasEquity;
    box.closest('label').hidden = !there;
    on(box, 'change', () => workspace.stack.toggle(box.dataset.pane, box.checked).catch(error => workspace.states.finerFailed(error)));
  }
  for (const menu of all('[data-menu=panes]')) menu.hidden = !hasEquity && !hasForecast;
  bindIndicators(workspace, on);
  bindDate(workspace, on);
  closeMenus(workspace, on);
  return {
    layersChanged() { for (const box of all('[data-pane]')) box.checked = workspace.stack.has(box.dataset.pane); },
    able(name, can) { const button = root.querySelector(`[data-act=${name}]`); if (button) button.disabled = !can; },
    choose(name, value) { const select = root.querySelector(`[data-choice=${name}]`); if (select) select.value = value; },
  };
}

function fill(select, values, chosen) {
  if (!select) return;
  select.replaceChildren(...values.map(value => new Option(value, value, false, value === chosen)));
}

function bindIndicators({ root, stack }, on) {
  const form = root.querySelector('[data-form=indicator]');
  if (!form) return;
  const field = form.querySelector('input'), error = form.querySelector('[data-error]');
  root.querySelector('datalist')?.replaceChildren(...words.suggestions.map(s => new Option(s.title, s.expression)));
  form.querySelector('[data-common]')?.replaceChildren(...words.suggestions.filter(s => s.common).map(s => {
    const button = document.createElement('button');
    button.type = 'button';
    button.textContent = s.expression;
    button.title = s.title;
    on(button, 'click', () => { field.value = s.expression; form.requestSubmit(); });
    return button;
  }));
  const say = text => {
    error.textContent = text ?? '';
    error.hidden = !text;
    field.setAttribute('aria-invalid', String(Boolean(text)));
  };
  on(field, 'input', () => say(null));
  on(form, 'submit', async event => {
    event.preventDefault();
    const expression = field.value.trim();
    if (!expression) { say(words.noExpression); return; }
    if (stack.has(expression)) { say(words.alreadyShown(expression)); return; }
    form.toggleAttribute('data-busy', true);
    try {
      await stack.addIndicator(expression);
      say(null);
      field.value = '';
    } catch (failure) { say(failure.message); } finally { form.toggleAttribute('data-busy', false); }
  });
}

function bindDate(workspace, on) {
  const { root, levels } = workspace;
  const form = root.querySelector('[data-form=date]');
  if (!form) return;
  const field = form.querySelector('input'), day = bar => dayOf(levels.timeAt(bar));
  field.value = day(levels.total - 1);
  on(form, 'submit', event => {
    event.preventDefault();
    const time = /^\d{4}-\d{2}-\d{2}$/.test(field.value.trim()) ? Date.parse(`${field.value.trim()}T00:00:00Z`) / 1000 : NaN;
    field.setAttribute('aria-invalid', String(!Number.isFinite(time)));
    if (Number.isFinite(time)) workspace.goTo(time);
    else field.title = words.dayHint(day(0), day(levels.total - 1));
  });
}

// One menu is open at a time; a click elsewhere and Escape close it.
function closeMenus({ root }, on) {
  const menus = [...root.querySelectorAll('details.ws-menu')];
  const close = except => menus.forEach(menu => { if (menu !== except) menu.open = false; });
  for (const menu of menus) on(menu, 'toggle', () => { if (menu.open) { close(menu); menu.querySelector('input')?.focus(); } });
  on(document, 'pointerdown', event => close(event.target.closest?.('details.ws-menu')));
  on(root, 'keydown', event => {
    const open = menus.find(m => m.open);
    if (event.key !== 'Escape' || !open) return;
    event.stopPropagation();
    open.open = false;
    open.querySelector('summary').focus();
  });
}
