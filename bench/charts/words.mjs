// The chart's words as the server gives them: texts of the resource file, by the names of ChartWords.cs.
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';

const decode = text => text.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&');
const camel = name => name[0].toLowerCase() + name.slice(1);

// Texts by key.
export async function texts(folder) {
  const xml = await readFile(join(folder, 'WorkspaceText.resx'), 'utf8');
  return Object.fromEntries([...xml.matchAll(/<data name="(\w+)"[^>]*><value>([^<]*)<\/value>/g)].map(([, key, text]) => [key, decode(text)]));
}

// Markup with texts in the place of their names; a name in braces is `title`.
export const spoken = (markup, all, title) => markup
  .replace(/@WorkspaceText\.Format(\w+)\(Title\)/g, (_, key) => all[key].replace('{title}', title))
  .replace(/@WorkspaceText\.(\w+)/g, (_, key) => all[key]);

export async function chartWords(folder) {
  const all = await texts(folder), words = { splits: {}, columns: {}, suggestions: [] };
  let part = words;
  for (const line of (await readFile(join(folder, 'ChartWords.cs'), 'utf8')).split('\n')) {
    const nested = /^ +(Splits|Columns) = new\b/.exec(line), named = [...line.matchAll(/(?:(\w+) = )?WorkspaceText\.(\w+)(\.Split)?/g)];
    const into = nested ? words[camel(nested[1])] : part;
    for (const [, name, key, list] of named) into[camel(name ?? key)] = list ? all[key].split(' ') : all[key];
    if (nested && !line.includes('}')) part = into;
    else if (/^ +},/.test(line)) part = words;
  }
  return words;
}
