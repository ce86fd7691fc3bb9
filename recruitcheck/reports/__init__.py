"""Reports: views are what a page shows, `html` prints them.

from recruitcheck.reports.html import render, write_page
from recruitcheck.reports.views import SupplierView
"""
