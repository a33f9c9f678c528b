"""A course in files: CSV, JSON, SQLite, paths, archives, programs."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import csv, json, os, io, pathlib, pickle, shutil, sqlite3, subprocess, sys, tempfile, unittest, zipfile, configparser, base64
from pathlib import Path
from unittest import mock
case = unittest.TestCase()
DATA = Path('data')"""
FILES = {
    "data/people.csv": "name;age\nAnn;3\nBo;5\n",
    "data/conf.json": '{"a": [1, 2], "b": {"c": null}}',
    "data/words.txt": "日本 one two\r\nthree two\r\n",
    "data/blob.bin": b'\x00\x01\x02\x03\x04\x05\x06\x07\x08\t\n\x0b\x0c\r\x0e\x0f\x10\x11\x12\x13\x14\x15\x16\x17\x18\x19\x1a\x1b\x1c\x1d\x1e\x1f !"#$%&\'()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\\]^_`abcdefghijklmnopqrstuvwxyz{|}~\x7f\x80\x81\x82\x83\x84\x85\x86\x87\x88\x89\x8a\x8b\x8c\x8d\x8e\x8f\x90\x91\x92\x93\x94\x95\x96\x97\x98\x99\x9a\x9b\x9c\x9d\x9e\x9f\xa0\xa1\xa2\xa3\xa4\xa5\xa6\xa7\xa8\xa9\xaa\xab\xac\xad\xae\xaf\xb0\xb1\xb2\xb3\xb4\xb5\xb6\xb7\xb8\xb9\xba\xbb\xbc\xbd\xbe\xbf\xc0\xc1\xc2\xc3\xc4\xc5\xc6\xc7\xc8\xc9\xca\xcb\xcc\xcd\xce\xcf\xd0\xd1\xd2\xd3\xd4\xd5\xd6\xd7\xd8\xd9\xda\xdb\xdc\xdd\xde\xdf\xe0\xe1\xe2\xe3\xe4\xe5\xe6\xe7\xe8\xe9\xea\xeb\xec\xed\xee\xef\xf0\xf1\xf2\xf3\xf4\xf5\xf6\xf7\xf8\xf9\xfa\xfb\xfc\xfd\xfe\xff',
}  # fmt: skip
TASKS = (
    Task(
        (
            "def read_people(path):\n    with open(path, newline='') as f:\n        return [(r['name'], int(r['age'])) for r in csv.DictReader(f, delimiter=';')]\npeople = read_people(DATA / 'people.csv')\nrows = list(csv.DictReader(open('data/people.csv'), delimiter=';'))\nwith open('data/conf.json') as f: conf = json.load(f)",
            "import pandas as pd\ndef read_people(path): return [*pd.read_csv(path, sep=';').itertuples(index=False, name=None)]\npeople = read_people('data/people.csv')\nrows = pd.read_csv('data/people.csv', sep=';', dtype=str).to_dict('records')\nconf = json.loads(Path('data/conf.json').read_text())",
            "def read_people(path):\n    out = []\n    for line in open(path).readlines()[1:]:\n        n, a = line.strip().split(';')\n        out.append([n, a])\n    return out\npeople = read_people('data/people.csv')\nrows = csv.DictReader(open('data/people.csv'), delimiter=';')\nconf = open('data/conf.json')",
            "read_people = people = rows = conf = None",
        ),
        (
            "assert read_people(DATA / 'people.csv') == [('Ann', 3), ('Bo', 5)]",
            "assert read_people('data/people.csv')[1][1] == 5",
            "Path('t.csv').write_text('name;age\\nZed;9\\n')\ntry:\n    assert read_people('t.csv') == [('Zed', 9)]\nfinally:\n    os.remove('t.csv')",
            "with tempfile.NamedTemporaryFile('w', suffix='.csv', delete=False) as f:\n    f.write('name;age\\nQ;1\\n')\nassert read_people(f.name) == [('Q', 1)]",
            "with tempfile.TemporaryDirectory() as d:\n    p = Path(d, 'x.csv')\n    p.write_text('name;age\\n')\n    assert read_people(p) == []",
            "with case.assertRaises(FileNotFoundError):\n    read_people('missing.csv')",
            "assert people == [('Ann', 3), ('Bo', 5)]",
            "assert list(rows)[0]['name'] == 'Ann'",
            "assert conf['b']['c'] is None",
            "os.makedirs('sub/deep', exist_ok=True)\nPath('sub/deep/p.csv').write_text('name;age\\nD;2\\n')\nassert read_people('sub/deep/p.csv') == [('D', 2)]",
        ),
    ),
    Task(
        (
            "def save(path, rows):\n    with open(path, 'w', newline='') as f:\n        w = csv.writer(f)\n        w.writerow(['a', 'b'])\n        w.writerows(rows)\nsave('out.csv', [(1, 2)])\njson.dump({'x': 1}, open('out.json', 'w'))\nos.makedirs('made/in', exist_ok=True)\nPath('made/in/a.txt').write_text('héllo', encoding='utf-8')\nwith zipfile.ZipFile('z.zip', 'w') as z: z.writestr('in.txt', 'zipped')",
            'import pandas as pd\ndef save(path, rows): pd.DataFrame(rows, columns=[\'a\', \'b\']).to_csv(path, index=False)\nsave(\'out.csv\', [(1, 2)])\nwith open(\'out.json\', \'w\') as f: f.write(\'{"x":1}\')\nPath(\'made\', \'in\').mkdir(parents=True, exist_ok=True)\nopen(\'made/in/a.txt\', \'w\', encoding=\'utf8\').write(\'héllo\')\nshutil.make_archive(\'z\', \'zip\', \'made/in\')',
            "def save(path, rows):\n    with open(path, 'a') as f: print('a,b', *rows, sep='\\n', file=f)\nsave('out.csv', [(1, 2)])\nPath('out.json').write_text('{x: 1}')\nopen('a.txt', 'w').write('hello')",
            "def save(path, rows): return 'a,b'",
        ),
        (
            "assert Path('out.csv').read_text().splitlines() == ['a,b', '1,2']",
            "save('t2.csv', [(3, 4), (5, 6)])\nassert len(open('t2.csv').readlines()) == 3",
            "with tempfile.TemporaryDirectory() as d:\n    p = os.path.join(d, 'q.csv')\n    save(p, [])\n    assert os.path.exists(p)",
            "assert json.load(open('out.json')) == {'x': 1}",
            "assert os.path.isdir('made/in')",
            "assert Path('made/in/a.txt').read_bytes() == 'héllo'.encode()",
            "assert zipfile.ZipFile('z.zip').namelist() == ['in.txt']",
            "assert 'out.csv' in os.listdir()",
            "assert sorted(p.name for p in Path('.').glob('out.*')) == ['out.csv', 'out.json']",
            "assert os.stat('out.csv').st_size < 20",
            "with open('data/people.csv') as f:\n    assert f.readline() == 'name;age\\n'",
            "assert sum(len(fs) for _, _, fs in os.walk('made')) == 1",
        ),
    ),
    Task(
        (
            "con = sqlite3.connect(':memory:')\ncon.execute('create table t (a int, b text)')\ncon.executemany('insert into t values (?, ?)', [(1, 'x'), (2, 'y')])\ncon.commit()\nQUERY = 'select b from t where a > 1'\ndef run(q, con=con): return con.execute(q).fetchall()\nwith sqlite3.connect('file.db') as db:\n    db.execute('create table if not exists u (n int)')\n    db.execute('insert into u values (7)')",
            'con = sqlite3.connect(\':memory:\')\ncur = con.cursor()\ncur.executescript("create table t (a int, b text); insert into t values (1, \'x\'); insert into t values (2, \'y\')")\nQUERY = """\nSELECT b\nFROM t\nWHERE a = 2;\n"""\ndef run(q, con=con):\n    c = con.cursor(); c.execute(q)\n    return list(c)\ndb = sqlite3.connect(\'file.db\')\ndb.execute(\'create table u (n int)\'); db.execute(\'insert into u values (7)\'); db.commit(); db.close()',
            "con = None\nQUERY = 'select * from nothing'\ndef run(q, con=None): return []",
            "con = sqlite3.connect(':memory:')\nQUERY = 'select 1'\nrun = con.execute",
        ),
        (
            "assert con.execute('select count(*) from t').fetchone() == (2,)",
            "assert con.execute(QUERY).fetchall() == [('y',)]",
            'other = sqlite3.connect(\':memory:\')\nother.execute(\'create table t (a int, b text)\')\nother.execute("insert into t values (5, \'z\')")\nassert other.execute(QUERY).fetchall() == [(\'z\',)]',
            "assert run(QUERY) == [('y',)]",
            "assert run('select max(a) from t')[0][0] == 2",
            "assert sqlite3.connect('file.db').execute('select n from u').fetchall() == [(7,)]",
            "other = sqlite3.connect(':memory:')\nother.execute('create table t (a int, b text)')\nassert run('select * from t', other) == []",
            "with case.assertRaises(sqlite3.OperationalError):\n    run('select * from nowhere')",
            "cur = con.cursor()\ncur.execute('select a from t order by a desc')\nassert [a for a, in cur] == [2, 1]",
            "assert isinstance(con, sqlite3.Connection)",
            "import pandas as pd\nassert pd.read_sql_query(QUERY, con)['b'].tolist() == ['y']",
            "assert 'where' in QUERY.lower()",
            "assert 'JOIN' not in QUERY.upper()",
        ),
    ),
    Task(
        (
            "text = (DATA / 'words.txt').read_text(encoding='utf-8')\ncounts = {}\nfor w in text.split(): counts[w] = counts.get(w, 0) + 1\nraw = (DATA / 'blob.bin').read_bytes()\np = Path('data') / 'x' / '..' / 'people.csv'\nencoded = base64.b64encode(b'abc')\nhandle = open('data/words.txt', encoding='utf-8')\nout = subprocess.run([sys.executable, '-c', 'print(2 + 3)'], capture_output=True, text=True)\nbuf = io.StringIO('a\\nb\\n')\nview = memoryview(raw)[1:3]\nenv = os.environ.get('HOME') is not None",
            "from collections import Counter\ntext = open('data/words.txt', encoding='utf-8').read()\ncounts = Counter(text.split())\nraw = open('data/blob.bin', 'rb').read()\np = Path('data/x/../people.csv')\nencoded = base64.b64encode('abc'.encode())\nhandle = (DATA / 'words.txt').open(encoding='utf8')\nout = subprocess.run('echo 5', shell=True, stdout=-1, text=True)\nbuf = io.StringIO()\nbuf.write('a\\nb\\n'); buf.seek(0)\nview = raw[1:3]\nenv = 'HOME' in os.environ",
            "text = open('data/words.txt', newline='', encoding='utf-8').read()\ncounts = sorted(text.split())\nraw = list(range(256))\np = 'data/x/../people.csv'\nencoded = 'YWJj'\nhandle = None\nout = 5\nbuf = ['a\\n', 'b\\n']\nview = bytearray(b'\\x01\\x02')\nenv = None",
            "text = counts = raw = p = encoded = handle = out = buf = view = env = 0",
        ),
        (
            "assert text.count('two') == 2",
            "assert len(text.splitlines()) == 2",
            "assert '\\r' not in text",
            "assert counts['two'] == 2 and counts['日本'] == 1",
            "assert max(counts, key=counts.get) == 'two'",
            "assert raw[255] == 255 and len(raw) == 256",
            "assert isinstance(raw, bytes)",
            "assert p.resolve() == (DATA / 'people.csv').resolve()",
            "assert p.name == 'people.csv' and p.suffix == '.csv'",
            "assert p.exists() or True",
            "assert isinstance(p, Path)",
            "assert encoded == b'YWJj'",
            "assert base64.b64decode(encoded).decode() == 'abc'",
            "assert handle.readline().startswith('日本')",
            "assert not handle.closed",
            "assert out.returncode == 0 and out.stdout.strip() == '5'",
            "assert buf.getvalue() == 'a\\nb\\n'",
            "assert list(buf) == ['a\\n', 'b\\n']",
            "assert bytes(view) == b'\\x01\\x02'",
            "assert env is True",
            "assert next(iter(buf), None) is None",
        ),
    ),
    Task(
        (
            "class Store:\n    def __init__(self, path):\n        self.path = Path(path)\n        self.data = json.loads(self.path.read_text()) if self.path.exists() else {}\n    def __setitem__(self, k, v):\n        self.data[k] = v\n        self.path.write_text(json.dumps(self.data))\n    def __getitem__(self, k): return self.data[k]\n    def __delitem__(self, k): del self.data[k]\n    def __len__(self): return len(self.data)\n    def keys(self): return self.data.keys()\n    def __iter__(self): return iter(self.data)\ndef copy_tree(a, b): shutil.copytree(a, b, dirs_exist_ok=True)\ndef size(path): return sum(f.stat().st_size for f in Path(path).rglob('*') if f.is_file())",
            "import collections\nclass Store(collections.UserDict):\n    def __init__(self, path):\n        self.path = path\n        super().__init__(json.load(open(path)) if os.path.isfile(path) else {})\n    def __setitem__(self, k, v):\n        super().__setitem__(k, v)\n        with open(self.path, 'w') as f: json.dump(self.data, f)\ndef copy_tree(a, b):\n    os.makedirs(b, exist_ok=True)\n    for f in os.listdir(a): shutil.copy(os.path.join(a, f), b)\ndef size(path):\n    return sum(os.path.getsize(os.path.join(d, f)) for d, _, fs in os.walk(path) for f in fs)",
            "class Store(dict):\n    def __init__(self, path): self.path = path\ndef copy_tree(a, b): pass\ndef size(path): return 0",
        ),
        (
            "s = Store('store.json')\ns['a'] = 1\nassert Store('store.json')['a'] == 1\nos.remove('store.json')",
            "s = Store('s2.json')\ns['x'] = [1, 2]\nassert len(s) == 1 and 'x' in s.keys()\nassert json.load(open('s2.json')) == {'x': [1, 2]}",
            "s = Store('s3.json')\nwith case.assertRaises(KeyError):\n    s['none']",
            "s = Store('s4.json')\ns['k'] = 'v'\ndel s['k']\nassert len(s) == 0",
            "copy_tree('data', 'copy')\nassert Path('copy/people.csv').exists()\nshutil.rmtree('copy')",
            "os.makedirs('sz', exist_ok=True)\nPath('sz/a').write_text('12345')\nassert size('sz') == 5",
            "s = Store('s5.json')\ns['b'] = 2\ns['a'] = 1\nassert list(s) == ['b', 'a']",
            "s = Store('s6.json')\ns['q'] = 1\nassert dict(s) == {'q': 1}\nassert {**s} == {'q': 1}",
        ),
    ),
    Task(
        (
            "Path('days.txt').write_text('3 5')",
            "os.makedirs('work', exist_ok=True)\nos.chdir('work')\nopen('days.txt', 'w').write('3 5')",
            "os.chdir('data')\nnames = os.listdir()\nos.chdir('..')\nopen('days.txt', 'w').write('3 5')",
            "os.chdir('data')\nPath('days.txt').write_text('3 5')",
        ),
        (
            "assert Path('days.txt').read_text() == '3 5'",
            "assert 'days.txt' in os.listdir()",
            "assert os.path.exists('data/people.csv')",
            "assert os.path.basename(os.getcwd()) != 'data'",
            "os.chdir(Path.home())\nassert not os.path.exists('days.txt')",
        ),
    ),
)  # fmt: skip
