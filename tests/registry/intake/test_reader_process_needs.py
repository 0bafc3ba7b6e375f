"""The process that reads files loads nothing that reading does not need."""

import subprocess
import sys


def test_reading_works_where_pandas_is_refused():
    script = (
        "import sys\n"
        "from lieny.registry.intake.reader_process import _WithoutPandas\n"
        "sys.meta_path.insert(0, _WithoutPandas())\n"
        "from lieny.registry.intake.reading_group import empty_batch\n"
        "import pyarrow as pa\n"
        "assert pa.array(['Sở Y tế']).to_pylist() == ['Sở Y tế']\n"
        "assert empty_batch().registrations.num_rows == 0\n"
        "print('pandas' in sys.modules)\n"
    )
    ran = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    assert ran.stdout == "False\n"
