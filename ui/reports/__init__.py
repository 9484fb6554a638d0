"""Reports (报表台账): the month's indicators, what stands behind each number, the ledgers, the export."""
