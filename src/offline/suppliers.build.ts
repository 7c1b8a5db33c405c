import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';
import packageJson from '../../package.json' with { type: 'json' };

// What is shipped that others wrote: `licences.txt` and the bill of materials, made anew with every build.

const MODULES = fileURLToPath(new URL('../../node_modules', import.meta.url));

type Package = {
  readonly name: string;
  readonly version: string;
  /** SPDX. */
  readonly license: string;
  readonly dependencies: readonly string[];
};
type Lock = { readonly packages: Readonly<Record<string, { readonly integrity?: string }>> };

/** Emits `licences.txt` and `sbom.cdx.json` beside the page. */
export function suppliers(): Plugin {
  return {
    name: 'axial-suppliers',
    apply: 'build',
    generateBundle() {
      const packages = shippedPackages();
      const native = readFileSync(new URL('./nativeLicences.txt', import.meta.url), 'utf8').trim();
      const licences = [...packages.map((each) => `${titleOf(each)}\n\n${licenceText(each)}`), native].join('\n\n');
      this.emitFile({ type: 'asset', fileName: 'licences.txt', source: licences });
      this.emitFile({ type: 'asset', fileName: 'sbom.cdx.json', source: JSON.stringify(billOf(packages), null, 1) });
    },
  };
}

/** The dependencies and all that they depend on, by name. */
export function shippedPackages(): Package[] {
  const found = new Map<string, Package>();
  const add = (name: string) => {
    const file = `${MODULES}/${name}/package.json`;
    if (found.has(name) || !existsSync(file)) return; // the second: of another system, or of types alone
    const { version, license, dependencies = {} } = JSON.parse(readFileSync(file, 'utf8'));
    found.set(name, { name, version, license, dependencies: Object.keys(dependencies) });
    Object.keys(dependencies).forEach(add);
  };
  Object.keys(packageJson.dependencies).forEach(add);
  return [...found.values()].sort((a, b) => (a.name < b.name ? -1 : 1));
}

const titleOf = ({ name, version, license }: Package) => `${name} ${version} (${license})`;

/** Of packages whose authors left out the file; a licence in the README counts as one. */
const HOLDERS: readonly (readonly [names: RegExp, holder: string])[] = [
  [/^@tensorflow\//, 'Copyright 2018-2024 Google LLC. All Rights Reserved.'],
  [/^@cornerstonejs\/codec-openjpeg$/, 'Copyright (c) 2020 Chris Hafey'],
  [/^tr46$/, 'Copyright (c) Sebastian Mayr'],
];

/** @throws Error where there is none: nothing is shipped without */
export function licenceText({ name, license }: Package): string {
  const folder = `${MODULES}/${name}`;
  const file = readdirSync(folder).find((each) => /^licen[cs]e|^copying/i.test(each));
  if (file) return readFileSync(`${folder}/${file}`, 'utf8').trim();
  const readme = existsSync(`${folder}/README.md`) ? readFileSync(`${folder}/README.md`, 'utf8') : '';
  const inReadme = /^LICENSE.*\n-+\n([\s\S]+)$/m.exec(readme)?.[1];
  if (inReadme) return inReadme.trim();
  const holder = HOLDERS.find(([names]) => names.test(name))?.[1];
  if (!holder) throw new Error(`${name} holds no licence text: name its holder in suppliers.build.ts.`);
  return [holder, ...license.split(' AND ').map(standardText)].join('\n\n');
}

/** Another package has the text of the Apache licence, and one that of MIT. */
function standardText(license: string): string {
  if (license === 'Apache-2.0') return readFileSync(`${MODULES}/flatbuffers/LICENSE`, 'utf8').trimEnd();
  if (license === 'MIT') {
    const text = readFileSync(`${MODULES}/@cornerstonejs/codec-charls/LICENSE`, 'utf8');
    return `MIT License\n\n${text.slice(text.indexOf('Permission is hereby granted')).trim()}`;
  }
  throw new Error(`The text of the licence ${license} is not known here: add it to suppliers.build.ts.`);
}

const purl = ({ name, version }: Package) => `pkg:npm/${name.replace('@', '%40')}@${version}`;

/** A CycloneDX 1.6 bill of materials, without time or serial number: the same sources give the same bytes. */
function billOf(packages: readonly Package[]): object {
  const own = `pkg:npm/${packageJson.name}@${packageJson.version}`;
  const refsOf = (names: readonly string[]) =>
    names.flatMap((name) => packages.find((each) => each.name === name) ?? []).map(purl);
  return {
    $schema: 'http://cyclonedx.org/schema/bom-1.6.schema.json',
    ...{ bomFormat: 'CycloneDX', specVersion: '1.6', version: 1 },
    metadata: {
      component: {
        ...{ type: 'application', 'bom-ref': own, name: packageJson.name, version: packageJson.version, purl: own },
        licenses: [{ license: { id: packageJson.license } }],
      },
    },
    components: packages.map((each) => ({
      ...{ type: 'library', 'bom-ref': purl(each), name: each.name, version: each.version, purl: purl(each) },
      licenses: each.license.includes(' ') ? [{ expression: each.license }] : [{ license: { id: each.license } }],
      hashes: hashesOf(each),
    })),
    dependencies: [
      { ref: own, dependsOn: refsOf(Object.keys(packageJson.dependencies)) },
      ...packages.map((each) => ({ ref: purl(each), dependsOn: refsOf(each.dependencies) })),
    ],
  };
}

/** As the lockfile has it: SHA-512 of what the registry serves. */
function hashesOf({ name }: Package): { readonly alg: string; readonly content: string }[] {
  const lock: Lock = JSON.parse(readFileSync(new URL('../../package-lock.json', import.meta.url), 'utf8'));
  const integrity = lock.packages[`node_modules/${name}`]?.integrity;
  if (!integrity?.startsWith('sha512-')) return [];
  return [{ alg: 'SHA-512', content: Buffer.from(integrity.slice('sha512-'.length), 'base64').toString('hex') }];
}
