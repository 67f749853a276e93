// The licences of what the page contains go with it.

import { expect, test } from '@playwright/test';

for (const [name, words] of /** @type {const} */ ([
  ['NOTICE.txt', ['Google LLC', 'ggplot2', 'Redistributions in binary form must reproduce']],
  ['LICENSE-MIT.txt', ['Permission is hereby granted']],
  ['LICENSE-APACHE.txt', ['Apache License']],
])) {
  test(`${name} is served beside the page`, async ({ request, baseURL }) => {
    const answer = await request.get(new URL(name, baseURL).href);
    expect(answer.status()).toBe(200);
    const text = await answer.text();
    for (const word of words) expect(text).toContain(word);
  });
}
