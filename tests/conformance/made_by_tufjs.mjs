// Repositories that @tufjs/models makes and signs, with keys of each kind: what our own maker takes for granted about
// the form of a file is not taken for granted here. Written as generate_repositories.cpp writes its own:
// FOLDER/<name>/root.json, and for each step FOLDER/<name>/<step>/{metadata,targets,note}.
import crypto from 'node:crypto';
import fs from 'node:fs';
import path from 'node:path';

const kinds = {
  ed25519: () => crypto.generateKeyPairSync('ed25519'),
  ecdsa: () => crypto.generateKeyPairSync('ec', { namedCurve: 'P-256' }),
  rsa: () => crypto.generateKeyPairSync('rsa', { modulusLength: 2048 }),
};
const schemes = { ed25519: 'ed25519', ecdsa: 'ecdsa-sha2-nistp256', rsa: 'rsassa-pss-sha256' };

const far = '2040-01-01T00:00:00Z';
const sha256 = (bytes) => crypto.createHash('sha256').update(bytes).digest('hex');

function makeSigner(models, kind) {
  const { publicKey, privateKey } = kinds[kind]();
  const text = kind === 'ed25519' ? publicKey.export({ type: 'spki', format: 'der' }).subarray(-32).toString('hex')
    : publicKey.export({ type: 'spki', format: 'pem' });
  const keyID = sha256(text);
  const how = kind === 'rsa'
    ? { key: privateKey, padding: crypto.constants.RSA_PKCS1_PSS_PADDING, saltLength: 32 } : privateKey;
  return {
    key: new models.Key({ keyID, keyType: kind, scheme: schemes[kind], keyVal: { public: text } }),
    sign: (bytes) => new models.Signature({
      keyID, sig: crypto.sign(kind === 'ed25519' ? null : 'sha256', bytes, how).toString('hex'),
    }),
  };
}

// One repository that goes on from step to step. An attack changes one step only: the next one is good again.
class Repository {
  constructor(models, folder, consistentSnapshot) {
    this.models = models;
    this.folder = folder;
    this.consistentSnapshot = consistentSnapshot;
    this.signers = { root: ['ed25519', 'rsa', 'ecdsa'], targets: ['ecdsa'], snapshot: ['rsa'], timestamp: ['ed25519'], x: ['ed25519', 'ecdsa'] };
    for (const [role, list] of Object.entries(this.signers)) {
      this.signers[role] = list.map((kind) => makeSigner(models, kind));
    }
    this.thresholds = { root: 2, targets: 1, snapshot: 1, timestamp: 1, x: 2 };
    this.versions = { root: 1, targets: 1, snapshot: 1, timestamp: 1, x: 1 };
    this.content = { top: 'top 1', 'x/1.pack': 'x 1' };
    this.step = 0;
    this.roots = [this.root()];
    fs.mkdirSync(folder, { recursive: true });
    fs.writeFileSync(path.join(folder, 'root.json'), this.roots[0]);
  }

  common(version, expires = far) {
    return { version, specVersion: '1.0.31', expires };
  }

  keyIDs(role) {
    return this.signers[role].map((signer) => signer.key.keyID);
  }

  signed(content, signers) {
    const file = new this.models.Metadata(content);
    for (const signer of signers) file.sign(signer.sign);
    return JSON.stringify(file.toJSON());
  }

  root(signers = this.signers.root) {
    const roles = {}, keys = {};
    for (const role of ['root', 'targets', 'snapshot', 'timestamp']) {
      roles[role] = { keyids: this.keyIDs(role), threshold: this.thresholds[role] };
      for (const { key } of this.signers[role]) keys[key.keyID] = key.toJSON();
    }
    const root = this.models.Root.fromJSON({ _type: 'root', version: this.versions.root, spec_version: '1.0.31',
      expires: far, consistent_snapshot: this.consistentSnapshot, keys, roles });
    return this.signed(root, signers);
  }

  targetsOf(prefix) {
    const targets = {};
    for (const [name, text] of Object.entries(this.content)) {
      if (name.includes('/') !== (prefix !== '')) continue;
      targets[name] = new this.models.TargetFile({ path: name, length: text.length, hashes: { sha256: sha256(text) } });
    }
    return targets;
  }

  // The files of this step; `attack` may put others in their place.
  write(note, attack = () => {}) {
    const { models, versions, signers } = this;
    const office = new models.Targets({ ...this.common(versions.targets), targets: this.targetsOf('') }).toJSON();
    office.delegations = {
      keys: Object.fromEntries(signers.x.map(({ key }) => [key.keyID, key.toJSON()])),
      roles: [{ name: 'x', keyids: this.keyIDs('x'), threshold: this.thresholds.x, terminating: true, paths: ['x/*'] }],
    };
    const snapshotMeta = { 'targets.json': new models.MetaFile({ version: versions.targets }), 'x.json': new models.MetaFile({ version: versions.x }) };
    const made = {
      x: (by = signers.x) => this.signed(new models.Targets({ ...this.common(versions.x), targets: this.targetsOf('x') }), by),
      targets: (by = signers.targets) => this.signed(models.Targets.fromJSON(office), by),
      snapshot: (by = signers.snapshot) => this.signed(new models.Snapshot({ ...this.common(versions.snapshot), meta: snapshotMeta }), by),
      timestamp: (by = signers.timestamp, expires = undefined) => this.signed(new models.Timestamp({ ...this.common(versions.timestamp, expires),
        snapshotMeta: new models.MetaFile({ version: versions.snapshot }) }), by),
    };
    const files = { content: { ...this.content }, roots: [...this.roots] };
    for (const role of Object.keys(made)) files[role] = made[role]();
    attack(files, made);
    this.place(note, files);
  }

  place(note, files) {
    const step = path.join(this.folder, String(++this.step));
    const put = (name, text) => {
      fs.mkdirSync(path.dirname(path.join(step, name)), { recursive: true });
      fs.writeFileSync(path.join(step, name), text);
    };
    const numbered = (role) => (this.consistentSnapshot ? `${this.versions[role]}.` : '');
    files.roots.forEach((text, index) => put(`metadata/${index + 1}.root.json`, text));
    for (const role of ['x', 'targets', 'snapshot']) put(`metadata/${numbered(role)}${role}.json`, files[role]);
    put('metadata/timestamp.json', files.timestamp);
    for (const [name, text] of Object.entries(files.content)) {
      const hash = this.consistentSnapshot ? `${sha256(this.content[name])}.` : '';
      put(`targets/${path.join(path.dirname(name), hash + path.basename(name))}`, text);
    }
    put('note', note);
  }

  raise(...roles) {
    for (const role of [...roles, 'snapshot', 'timestamp']) ++this.versions[role];
  }
}

// Returns the names of the repositories.
export function makeRepositories(models, folder) {
  const names = [];
  for (const consistentSnapshot of [true, false]) {
    const name = `tufjs-${consistentSnapshot ? 'consistent' : 'plain'}`;
    names.push(name);
    const repository = new Repository(models, path.join(folder, name), consistentSnapshot);
    const stranger = makeSigner(models, 'ed25519');
    repository.write('good');
    repository.content['x/1.pack'] = 'x 2';
    repository.raise('x');
    repository.write('the target has other bytes of the same length', (files) => { files.content['x/1.pack'] = 'x 3'; });
    repository.write('a delegated role with one signature of two', (files, made) => { files.x = made.x([repository.signers.x[0]]); });
    repository.write('good again');
    repository.raise('targets');
    repository.write('targets signed by a stranger', (files, made) => { files.targets = made.targets([stranger]); });
    repository.write('snapshot without a signature', (files, made) => { files.snapshot = made.snapshot([]); });
    repository.write('good, though one of three timestamp signatures is a stranger\'s', (files, made) => {
      files.timestamp = made.timestamp([stranger, ...repository.signers.timestamp]);
    });
    repository.raise();
    repository.write('an expired timestamp', (files, made) => { files.timestamp = made.timestamp(undefined, '2020-01-01T00:00:00Z'); });
    repository.versions.timestamp -= 2;
    repository.write('a timestamp that goes back');
    repository.versions.timestamp += 2;
    const before = repository.signers.root;
    repository.versions.root = 2;
    repository.signers.root = [...before.slice(1), makeSigner(models, 'ed25519')];
    const next = repository.root([...before, ...repository.signers.root]);
    repository.write('a next root of the new keys alone', (files) => { files.roots.push(repository.root([repository.signers.root[2]])); });
    repository.roots.push(next);
    repository.write('a next root of the old keys and the new');
  }
  return names;
}
