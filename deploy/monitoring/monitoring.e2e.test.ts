/** The rules and the dashboard, by themselves and on a Prometheus that scrapes a service. */
import { readFileSync, rmSync } from 'node:fs';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { execa, execaSync } from 'execa';
import { load } from 'js-yaml';
import { beforeEach, describe, expect, it } from 'vitest';
import { freePort } from '../../lib/ports.ts';
import { type StartedServer, startServer } from '../../lib/process.ts';
import { useTemporaryFolder } from '../../lib/testing/use-temporary-folder.ts';
import { until } from '../../lib/until.ts';

interface Rules {
  readonly groups: readonly {
    readonly rules: readonly { readonly alert: string; readonly expr: string }[];
  }[];
}
interface Tests {
  readonly tests: readonly {
    readonly input_series: readonly unknown[];
    readonly alert_rule_test: readonly {
      readonly alertname: string;
      readonly exp_alerts: readonly unknown[];
    }[];
  }[];
}
interface Dashboard {
  readonly panels: readonly {
    readonly title: string;
    readonly targets: readonly { readonly expr: string }[];
  }[];
}

const here = import.meta.dirname;
const read = (file: string) => readFileSync(join(here, file), 'utf8');
const rules = (load(read('alerts.yml')) as Rules).groups.flatMap((group) => group.rules);
const { tests } = load(read('alerts.test.yml')) as Tests;
const { panels }: Dashboard = JSON.parse(read('dashboard.json'));
// What Grafana puts in. The windows of the test are short.
const queries = panels.flatMap(({ title, targets }) =>
  targets.map(({ expr }) => ({
    title,
    query: expr.replaceAll('$__rate_interval', '30s').replaceAll('$operation', '.*'),
  })),
);

const folder = useTemporaryFolder();
const isInstalled = (program: string) => execaSync(program, ['--version'], { reject: false }).exitCode === 0;
const missing = process.env.CI ? [] : ['promtool', 'prometheus'].filter((program) => !isInstalled(program));
beforeEach(({ skip }) => {
  if (missing.length > 0) skip(`Not installed: ${missing.join(', ')}. On Debian: apt-get install prometheus`);
});

describe('alerts.yml', () => {
  it('promtool → the rules are right, and pass their tests', async () => {
    await execa('promtool', ['check', 'rules', 'alerts.yml'], { cwd: here });
    await execa('promtool', ['test', 'rules', 'alerts.test.yml'], { cwd: here });
  });

  it.each(rules.map(({ alert }) => alert))(
    '%s → its tests have it firing, silent, and without data',
    (alert) => {
      const results = tests.flatMap(({ input_series: series, alert_rule_test: expected }) =>
        expected
          .filter(({ alertname }) => alertname === alert)
          .map(({ exp_alerts: alerts }) => [series.length > 0, alerts.length > 0].join()),
      );
      // With data, and fires.
      expect(results).toEqual(expect.arrayContaining(['true,true', 'true,false']));
      expect(results).toContain(alert === 'TaxonomyAbsent' ? 'false,true' : 'false,false');
    },
  );
});

/** The sources as a process, with a store in a file, after requests of several kinds. */
async function startScraped(): Promise<StartedServer<'PORT' | 'METRICS_PORT'>> {
  const env = { DATA_DIR: folder(), LOG_LEVEL: 'silent' };
  const server = await startServer('server/main.ts', ['PORT', 'METRICS_PORT'], { env });
  await request(server.urls.PORT);
  return server;
}

async function request(url: string): Promise<void> {
  const paths = [
    '/layers',
    '/layers',
    '/nowhere',
    '/sync/incremental?since=1.2.2',
    '/sync/incremental?since=1.0.0',
  ];
  for (const path of paths) await (await fetch(`${url}/api/taxonomy${path}`)).text();
}

it('a scrape → has every metric of the rules and of the dashboard', async () => {
  const server = await startScraped();
  const text = await (await fetch(`${server.urls.METRICS_PORT}/metrics`)).text();
  await server.stop();
  await execa('promtool', ['check', 'metrics'], { input: text });
  // A counter with labels has no value yet, only its help: no response is broken here.
  const scraped = [...text.matchAll(/^(?:# HELP (\w+) .*|(\w+)(?:{.*})? \S+)$/gm)].map(
    ([, described, valued]) => described ?? valued,
  );
  const used = [...rules.map(({ expr }) => expr), ...queries.map(({ query }) => query)].flatMap(
    (expr) => expr.match(/\b(?:taxonomy|nodejs|process)_\w+/g) ?? [],
  );
  expect(new Set(used).size).toBeGreaterThan(15);
  expect([...new Set(used)].filter((name) => !scraped.includes(name))).toEqual([]);
});

it('a Prometheus that scrapes a service → every panel has data; the store is lost → the alert fires', async () => {
  const server = await startScraped();
  const prometheus = await startPrometheus(new URL(server.urls.METRICS_PORT).host);
  try {
    const withoutData = async () => {
      await request(server.urls.PORT);
      const results = await Promise.all(queries.map(({ query }) => prometheus.values(query)));
      return queries.filter((_, index) => !results[index]?.some((value) => value !== 'NaN'));
    };
    let left: unknown[] = [];
    const timedOut = () => new Error(`No data: ${JSON.stringify(left)}`);
    await until(
      async () => {
        left = await withoutData();
        return left.length === 0;
      },
      { timeoutMs: 60_000, pollMs: 500, timedOut },
    );
    const silent = ['TaxonomyDown', 'TaxonomyAbsent', 'TaxonomyStoreDown', 'TaxonomyReleaseDamaged'];
    expect((await prometheus.firing()).filter((alert) => silent.includes(alert))).toEqual([]);
    for (const end of ['', '-wal', '-shm']) rmSync(join(folder(), `taxonomy.db${end}`), { force: true });
    await until(async () => (await prometheus.firing()).includes('TaxonomyStoreDown'), {
      timeoutMs: 60_000,
      pollMs: 500,
      timedOut: () => new Error('TaxonomyStoreDown does not fire.'),
    });
  } finally {
    await prometheus.stop();
    await server.stop();
  }
});

/** Evaluates the rules each second. They fire after seconds and not minutes: promtool tests the durations. */
async function startPrometheus(target: string) {
  const config = {
    global: { scrape_interval: '1s', scrape_timeout: '1s', evaluation_interval: '1s' },
    rule_files: ['alerts.yml'],
    scrape_configs: [{ job_name: 'taxonomy', static_configs: [{ targets: [target] }] }],
  };
  // JSON is YAML.
  await writeFile(join(folder(), 'prometheus.yml'), JSON.stringify(config));
  await writeFile(join(folder(), 'alerts.yml'), read('alerts.yml').replaceAll(/for: \d+[mh]/g, 'for: 5s'));
  const address = `127.0.0.1:${await freePort()}`;
  const options = [
    `--web.listen-address=${address}`,
    '--config.file=prometheus.yml',
    '--storage.tsdb.path=data',
  ];
  const child = execa('prometheus', options, { cwd: folder(), reject: false, stdio: 'ignore' });
  const get = async (path: string) => {
    const response = await fetch(`http://${address}/api/v1/${path}`).catch(() => undefined);
    return response?.ok ? (await response.json()).data : undefined;
  };
  return {
    /** The values of an instant query. */
    async values(query: string): Promise<string[]> {
      const data = await get(`query?query=${encodeURIComponent(query)}`);
      return (data?.result ?? []).map(({ value }: { value: [number, string] }) => value[1]);
    },
    /** The names of the alerts that fire. */
    async firing(): Promise<string[]> {
      const alerts: { state: string; labels: { alertname: string } }[] = (await get('alerts'))?.alerts ?? [];
      return alerts.filter(({ state }) => state === 'firing').map(({ labels }) => labels.alertname);
    },
    async stop() {
      child.kill();
      await child;
    },
  };
}
