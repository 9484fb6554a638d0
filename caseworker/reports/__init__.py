"""What the office reports (报表台账): the month's indicators, the ledgers behind them, and the workbook of both."""
