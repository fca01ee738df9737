// Runs our client and tuf-js side by side over generated repositories, good and attacked, of our maker and of theirs. At
// each step both must say the same: accepted or refused, the same versions trusted, the same bytes of a target or none.
//
//   node differential.mjs ORACLE GENERATOR CLIENT [FIRST_SEED [COUNT]]
//
// ORACLE is the folder that install-oracle.sh has filled.
import { execFile } from 'node:child_process';
import fs from 'node:fs';
import http from 'node:http';
import { createRequire } from 'node:module';
import os from 'node:os';
import path from 'node:path';
import { promisify } from 'node:util';

import { makeRepositories } from './made_by_tufjs.mjs';

const [oracle, generator, client, firstSeed = '1', count = '40'] = process.argv.slice(2);
const paths = ['top', 'x/1.pack', 'x/22.pack', 'y/1.pack', 'z/q/1'];
const run = promisify(execFile);
const from = createRequire(path.join(path.resolve(oracle), 'package.json'));
const { Updater } = from('tuf-js');

// In memory where that can be had: our client flushes every file it writes, and this is not a test of that.
const memory = '/dev/shm';
const folder = fs.mkdtempSync(path.join(fs.existsSync(memory) ? memory : os.tmpdir(), 'gongkai-differential-'));

const server = http.createServer((request, response) => {
  // A role name is encoded once in the URL and once more in the file's name.
  const file = path.join(folder, request.url.replace(/\/\/+/g, '/'));
  fs.readFile(file, (error, bytes) => {
    response.writeHead(error ? 404 : 200);
    response.end(bytes);
  });
});

function versions(directory) {
  return ['root', 'timestamp', 'snapshot', 'targets'].map((role) => {
    try {
      return JSON.parse(fs.readFileSync(path.join(directory, `${role}.json`))).signed.version;
    } catch {
      return 0;
    }
  });
}

function bytesOf(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : null;
}

async function ours(state, base, target) {
  const flags = ['--metadata-url', `${base}metadata`, '--metadata-dir', state];
  const downloads = path.join(state, 'downloads');
  fs.rmSync(downloads, { recursive: true, force: true });
  fs.mkdirSync(downloads);
  let why = '';
  try {
    if (target === null) await run(client, [...flags, 'refresh']);
    else await run(client, [...flags, '--target-name', target, '--target-dir', downloads, '--target-base-url',
      `${base}targets`, 'download']);
  } catch (error) {
    why = error.stderr || String(error);
  }
  const content = target === null ? null : bytesOf(path.join(downloads, encodeURIComponent(target)));
  return { verdict: { accepted: why === '', content, versions: versions(state) }, why };
}

async function theirs(state, base, target) {
  const downloads = path.join(state, 'downloads');
  fs.rmSync(downloads, { recursive: true, force: true });
  fs.mkdirSync(downloads);
  const file = path.join(downloads, 'target');
  let why = '';
  try {
    const updater = new Updater({
      metadataDir: state, metadataBaseUrl: `${base}metadata`, targetDir: downloads, targetBaseUrl: `${base}targets`,
      config: { fetchRetry: { retries: 0 } },
    });
    await updater.refresh();
    if (target !== null) {
      const info = await updater.getTargetInfo(target);
      if (!info) throw new Error('nobody lists it');
      await updater.downloadTarget(info, file);
    }
  } catch (error) {
    why = String(error);
  }
  return { verdict: { accepted: why === '', content: bytesOf(file), versions: versions(state) }, why };
}

const agreed = { refresh: [0, 0], download: [0, 0] };  // refused, accepted
let differed = 0;

async function compare(seed, step, states, target) {
  const base = `http://127.0.0.1:${server.address().port}/${seed}/${step}/`;
  const us = await ours(states.ours, base, target);
  const them = await theirs(states.theirs, base, target);
  if (JSON.stringify(us.verdict) === JSON.stringify(them.verdict)) {
    ++agreed[target === null ? 'refresh' : 'download'][Number(us.verdict.accepted)];
    return;
  }
  ++differed;
  const note = bytesOf(path.join(folder, seed, String(step), 'note'));
  console.log(`seed ${seed} step ${step} (${note}), ${target ?? 'refresh'}`);
  console.log(`  ours   ${JSON.stringify(us.verdict)} ${us.why.trim()}`);
  console.log(`  theirs ${JSON.stringify(them.verdict)} ${them.why}`);
}

await run(generator, [folder, firstSeed, count]);
await new Promise((resolve) => server.listen(0, '127.0.0.1', resolve));
const seeds = Array.from({ length: Number(count) }, (_, index) => String(Number(firstSeed) + index));
for (const seed of [...seeds, ...makeRepositories(from('@tufjs/models'), folder)]) {
  const states = {};
  for (const who of ['ours', 'theirs']) {
    states[who] = path.join(folder, seed, who);
    fs.mkdirSync(states[who]);
    fs.copyFileSync(path.join(folder, seed, 'root.json'), path.join(states[who], 'root.json'));
  }
  for (let step = 1; fs.existsSync(path.join(folder, seed, String(step))); ++step) {
    await compare(seed, step, states, null);
    for (const shift of [0, 2]) await compare(seed, step, states, paths[((Number(seed) || 0) + step + shift) % paths.length]);
  }
}
server.close();
server.closeAllConnections();
fs.rmSync(folder, { recursive: true, force: true });
for (const [what, [refused, accepted]] of Object.entries(agreed)) {
  console.log(`${what}: alike ${accepted} times yes, ${refused} times no`);
  if (accepted === 0 || refused === 0) differed += 1;  // a comparison that has not seen both says nothing
}
console.log(`${differed} different`);
process.exit(differed === 0 ? 0 : 1);
