"""A course in pandas and matplotlib: groups, dates, joins, figures."""

# ruff: noqa: E501 - the code of a notebook has its own lines

from tests.grading.ordinary_courses import Task

SETUP = """\
import io, hashlib, math
import numpy as np
import pandas as pd
import matplotlib
import matplotlib.pyplot as plt
from pandas.testing import assert_frame_equal, assert_series_equal, assert_index_equal
sales = pd.read_csv('sales.csv', parse_dates=['day'])
def sig(x): return hashlib.sha1(repr(x).encode()).hexdigest()[:10]"""
FILES = {
    "sales.csv": "day,shop,item,n,price\n2020-01-01,A,tea,3,1.5\n2020-01-02,B,tea,1,1.5\n2020-01-02,A,rice,2,\n2020-02-03,C,fish,5,4\n2020-02-04,A,fish,1,4\n",
}  # fmt: skip
TASKS = (
    Task(
        (
            "by_shop = sales.groupby('shop')['n'].sum()\nwide = sales.pivot_table(index='shop', columns='item', values='n', aggfunc='sum', fill_value=0)\ngroups = sales.groupby('item')\nmulti = sales.groupby(['shop', 'item'])[['n', 'price']].agg(['sum', 'mean'])",
            "by_shop = sales.pivot_table(values='n', index='shop', aggfunc='sum')['n']\nwide = pd.crosstab(sales.shop, sales.item, sales.n, aggfunc='sum').fillna(0).astype(int)\ngroups = sales.groupby('item', sort=False)\nmulti = sales.groupby(['shop', 'item']).agg({'n': ['sum', 'mean'], 'price': ['sum', 'mean']})",
            "by_shop = {'A': 6, 'B': 1, 'C': 5}\nwide = sales\ngroups = dict(list(sales.groupby('item')))\nmulti = None",
            "by_shop = sales.groupby('shop', as_index=False)['n'].sum()\nwide = sales.set_index(['shop', 'item'])['n'].unstack()\ngroups = sales.groupby(sales['item'])\nmulti = sales.groupby(['shop', 'item'])[['n']].sum()",
            "by_shop = sales.groupby('shop').sum(numeric_only=True).n.sort_values()\nwide = groups = 3\nmulti = sales",
        ),
        (
            "assert by_shop['A'] == 6",
            "assert_series_equal(by_shop, pd.Series([6, 1, 5], index=pd.Index(['A', 'B', 'C'], name='shop'), name='n'))",
            "assert by_shop.idxmax() == 'A'",
            "assert by_shop.to_dict() == {'A': 6, 'B': 1, 'C': 5}",
            "assert wide.loc['A', 'tea'] == 3",
            "assert wide.shape == (3, 3)",
            "assert list(wide.columns) == ['fish', 'rice', 'tea']",
            "assert groups.ngroups == 3",
            "assert len(groups.get_group('fish')) == 2",
            "assert isinstance(groups, pd.core.groupby.DataFrameGroupBy)",
            "assert groups['n'].sum()['fish'] == 6",
            "for item, part in groups:\n    assert (part['item'] == item).all()",
            "assert multi.index.nlevels == 2 and multi.columns.nlevels == 2",
            "assert multi.loc[('A', 'fish'), ('n', 'sum')] == 1",
            "assert multi.xs('A')['n']['sum'].sum() == 6",
            "assert multi.index.names == ['shop', 'item']",
            "assert sig(by_shop.tolist()) == sig([6, 1, 5])",
            "assert by_shop.name == 'n' and by_shop.index.name == 'shop'",
            "assert sorted(multi.columns.get_level_values(0).unique()) == ['n', 'price']",
        ),
    ),
    Task(
        (
            "clean = sales.dropna().assign(total=lambda d: d.n * d.price).sort_values('total', ascending=False).reset_index(drop=True)\nmonthly = sales.set_index('day')['n'].resample('MS').sum()\ncat = pd.cut(sales['n'], [0, 1, 3, 9], labels=['low', 'mid', 'high'])\nbins = pd.cut(sales['n'], 2)\nmonth = sales['day'].dt.to_period('M')\nperiods = pd.period_range('2020-01', periods=3, freq='M')\nweek = sales['day'].dt.day_name()\ngap = sales['day'].diff()\nfirst = sales['day'].min()",
            "clean = sales[sales.price.notna()].copy()\nclean['total'] = clean['n'] * clean['price']\nclean = clean.sort_values('total', ascending=False, ignore_index=True)\nmonthly = sales.groupby(pd.Grouper(key='day', freq='MS')).n.sum()\ncat = sales['n'].map(lambda n: 'low' if n <= 1 else 'mid' if n <= 3 else 'high').astype('category')\nbins = pd.cut(sales.n, bins=2)\nmonth = sales.day.dt.strftime('%Y-%m')\nperiods = pd.PeriodIndex(['2020-01', '2020-02', '2020-03'], freq='M')\nweek = sales.day.dt.day_name().tolist()\ngap = sales.day - sales.day.shift()\nfirst = sales.sort_values('day').day.iloc[0]",
            "clean = sales.dropna()\nmonthly = sales.groupby(sales.day.dt.month)['n'].sum()\ncat = ['mid', 'low', 'mid', 'high', 'low']\nbins = pd.qcut(sales.n, 2)\nmonth = sales.day.dt.month\nperiods = pd.date_range('2020-01', periods=3, freq='MS')\nweek = sales.day.map(lambda d: d.strftime('%A'))\ngap = np.diff(sales.day)\nfirst = '2020-01-01'",
            "clean = monthly = cat = bins = month = periods = week = gap = first = None",
        ),
        (
            "assert clean['total'].iloc[0] == 20",
            "assert not clean.isna().any().any()",
            "assert_index_equal(clean.index, pd.RangeIndex(4))",
            "assert clean.dtypes['n'] == 'int64'",
            "assert 'total' in clean.columns and 'total' not in sales.columns",
            "assert monthly.tolist() == [6, 6]",
            "assert monthly.index.freqstr == 'MS'",
            "assert monthly.loc['2020-02'].sum() == 6",
            "assert cat.dtype.name == 'category'",
            "assert cat.cat.ordered",
            "assert list(cat) == ['mid', 'low', 'mid', 'high', 'low']",
            "assert cat.value_counts()['mid'] == 2",
            "assert bins.iloc[0].right == 3.0",
            "assert bins.nunique() == 2",
            "assert str(month.iloc[0]) == '2020-01'",
            "assert month[0] == pd.Period('2020-01')",
            "assert len(periods) == 3 and periods[1].month == 2",
            "assert week[0] == 'Wednesday'",
            "assert gap.max() == pd.Timedelta(days=32)",
            "assert pd.isna(gap[0])",
            "assert first == pd.Timestamp('2020-01-01')",
            "assert isinstance(first, pd.Timestamp)",
            "assert first.year == 2020",
            "assert_frame_equal(clean[['n']], pd.DataFrame({'n': [5, 3, 1, 1]}), check_dtype=False)",
            "assert gap.dt.days.sum() == 34",
            "assert clean.equals(clean.sort_values('total', ascending=False))",
        ),
    ),
    Task(
        (
            "def top(df, col, k=2):\n    return df.nlargest(k, col)\ndef add_ratio(df):\n    df['ratio'] = df['n'] / df['n'].sum()\n    return df\ndef load(text):\n    return pd.read_csv(io.StringIO(text), sep=';')\ndef drop_it(df):\n    df.drop(columns='price', inplace=True)\nmelted = sales.melt(id_vars='day', value_vars=['n', 'price'])\njoined = sales.merge(pd.DataFrame({'shop': ['A', 'B'], 'city': ['X', 'Y']}), on='shop', how='left')\nstrings = sales['item'].str.upper()\nnullable = sales['n'].astype('Int64').mask(sales['n'] > 4)\nrow = sales.iloc[0]\ncell = sales.at[0, 'n']\nidx = sales.columns\nstyled = sales.style.hide(axis='index')",
            "def top(df, col, k=2): return df.sort_values(col, ascending=False).head(k)\ndef add_ratio(df): return df.assign(ratio=df.n / df.n.sum())\ndef load(text): return pd.DataFrame([l.split(';') for l in text.splitlines()[1:]], columns=text.splitlines()[0].split(';'))\ndef drop_it(df): del df['price']\nmelted = pd.melt(sales, id_vars=['day'], value_vars=['n', 'price'])\njoined = pd.merge(sales, pd.DataFrame({'shop': ['A', 'B'], 'city': ['X', 'Y']}), how='left')\nstrings = sales.item.map(str.upper) if callable(sales.item) is False else sales['item'].map(str.upper)\nnullable = sales['n'].where(sales['n'] <= 4).astype('Int64')\nrow = sales.loc[0]\ncell = int(sales['n'][0])\nidx = list(sales)\nstyled = sales.style",
            "def top(df, col, k=2): return df.head(k)\ndef add_ratio(df):\n    df = df.copy()\n    df['ratio'] = df['n'] / df['n'].sum()\n    return df\ndef load(text): return text\ndef drop_it(df): df = df.drop(columns='price')\nmelted = sales\njoined = sales.merge(pd.DataFrame({'shop': ['A', 'B'], 'city': ['X', 'Y']}))\nstrings = [s.upper() for s in sales['item']]\nnullable = sales['n'].mask(sales['n'] > 4)\nrow = sales.head(1)\ncell = sales['n'].iloc[0]\nidx = sales.columns.to_numpy()\nstyled = None",
            "top = add_ratio = load = drop_it = None\nmelted = joined = strings = nullable = row = cell = idx = 0",
        ),
        (
            "assert top(sales, 'n')['shop'].tolist() == ['C', 'A']",
            "assert_frame_equal(top(sales, 'n', k=1), sales.loc[[3]])",
            "df = sales.copy()\nadd_ratio(df)\nassert 'ratio' in df",
            "df = sales.copy()\nout = add_ratio(df)\nassert out is df",
            "assert abs(add_ratio(sales.copy())['ratio'].sum() - 1) < 1e-9",
            "assert load('a;b\\n1;2').a.tolist() == [1]",
            "df = sales.copy()\ndrop_it(df)\nassert 'price' not in df.columns",
            "assert len(melted) == 10 and set(melted['variable']) == {'n', 'price'}",
            "assert joined['city'].isna().sum() == 1",
            "assert list(strings) == ['TEA', 'TEA', 'RICE', 'FISH', 'FISH']",
            "assert strings.str.len().sum() == 18",
            "assert nullable.isna().sum() == 1 and nullable.dtype == 'Int64'",
            "assert nullable[3] is pd.NA",
            "assert row['shop'] == 'A' and isinstance(row, pd.Series)",
            "assert row.name == 0",
            "assert cell == 3",
            "assert isinstance(cell, (int, np.integer))",
            "assert type(cell) == np.int64",
            "assert list(idx) == ['day', 'shop', 'item', 'n', 'price']",
            "assert isinstance(styled, pd.io.formats.style.Styler)",
            "assert styled.data.equals(sales)",
            "copy = sales.copy()\ntop(copy, 'n')\nassert_frame_equal(copy, sales)",
            "assert strings.dtype == sales['item'].dtype",
            "view = sales[['n']]\nassert add_ratio(view.copy()).shape == (5, 2)",
        ),
    ),
    Task(
        (
            "fig, ax = plt.subplots(figsize=(4, 3))\nax.bar(['A', 'B'], [6, 1], color='red', label='n')\nax.set(xlabel='Shop', ylabel='n', title='Sales')\nax.legend()\ndef plot(df, ax=None):\n    ax = ax or plt.gca()\n    ax.scatter(df['n'], df['price'])\n    ax.set_title('S')\n    return ax\nhist = np.histogram(sales['n'], bins=2)",
            "fig = plt.figure()\nax = fig.add_subplot()\nax.bar(['A', 'B'], [6, 1], label='n')\nax.set_xlabel('Shop'); ax.set_ylabel('n'); ax.set_title('Sales')\nplt.legend()\nplt.show()\ndef plot(df, ax=None):\n    if ax is None: fig, ax = plt.subplots()\n    df.plot.scatter('n', 'price', ax=ax, title='S')\n    return ax\nhist = np.histogram(sales['n'], 2)",
            "plt.bar(['A', 'B'], [6, 1])\nplt.title('Sales')\nax = plt.gca(); fig = plt.gcf()\ndef plot(df, ax=None): plt.plot(df['n'])\nhist = [2, 3]",
            "ax = fig = plot = hist = None",
        ),
        (
            "assert ax.get_title() == 'Sales'",
            "assert ax.get_xlabel() == 'Shop' and ax.get_ylabel() == 'n'",
            "assert len(ax.patches) == 2",
            "assert [p.get_height() for p in ax.patches] == [6, 1]",
            "assert ax.get_legend() is not None",
            "assert [t.get_text() for t in ax.get_xticklabels()] == ['A', 'B']",
            "assert isinstance(fig, plt.Figure)",
            "assert fig.axes[0] is ax",
            "got = plot(sales)\nassert got.get_title() == 'S'",
            "f, a = plt.subplots()\nassert plot(sales, a) is a\nplt.close(f)",
            "plt.close('all')\nplot(sales)\nassert plt.gca().collections\nplt.close('all')",
            "fig.savefig('test.png')\nimport os\nassert os.path.getsize('test.png') > 1000",
            "assert hist[0].tolist() == [3, 2]",
            "counts, edges = hist\nnp.testing.assert_allclose(edges, [1, 3, 5])",
            "assert matplotlib.colors.to_hex(ax.patches[0].get_facecolor()) == '#ff0000'",
            "assert ax.patches[0].get_facecolor() == (1.0, 0.0, 0.0, 1.0)",
        ),
    ),
)  # fmt: skip
