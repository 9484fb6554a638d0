<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>MonthPicker</name>
    <message>
        <source>Month before</source>
        <translation>上一个月</translation>
    </message>
    <message>
        <source>Month after</source>
        <translation>下一个月</translation>
    </message>
    <message>
        <source>{year}-{month:02d}</source>
        <translation>{year}年{month}月</translation>
    </message>
    <message>
        <source>Month {month}</source>
        <translation>月份 {month}</translation>
    </message>
</context>
<context>
    <name>ReportScreen</name>
    <message>
        <source>Export full personal data</source>
        <translation>导出完整个人信息</translation>
    </message>
    <message>
        <source>ID numbers, phones and notes will be readable in the file. The reason is kept in the audit log.</source>
        <translation>文件里能看到完整的证件号、电话和服务内容。理由会记入审计记录。</translation>
    </message>
    <message>
        <source>Report to the district bureau</source>
        <translation>上报区县就业部门</translation>
    </message>
    <message>
        <source>Inspection</source>
        <translation>迎接检查</translation>
    </message>
    <message>
        <source>Check inside the office</source>
        <translation>街道内部核对</translation>
    </message>
    <message>
        <source>Choose the file</source>
        <translation>选择保存位置</translation>
    </message>
    <message>
        <source>Writing the workbook</source>
        <translation>正在生成工作簿</translation>
    </message>
    <message>
        <source>up to {day}</source>
        <translation>截至 {day}</translation>
    </message>
    <message>
        <source>{count} lines, masked as they are exported. Enter opens the case.</source>
        <translation>共 {count} 条，按脱敏导出的样子显示。按 Enter 打开个案。</translation>
    </message>
    <message>
        <source>{indicator} · {span}: {count} records</source>
        <translation>{indicator} · {span}：{count} 条记录</translation>
    </message>
    <message>
        <source>Whole office</source>
        <translation>全街道</translation>
    </message>
    <message>
        <source>Saved {rows} ledger lines to {path}</source>
        <translation>已导出台账 {rows} 条，保存到 {path}</translation>
    </message>
    <message>
        <source>Export the month</source>
        <translation>导出月报</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Masked</source>
        <translation>脱敏</translation>
    </message>
    <message>
        <source>Full</source>
        <translation>完整</translation>
    </message>
    <message>
        <source>Export</source>
        <translation>导出方式</translation>
    </message>
    <message>
        <source>Export workbook</source>
        <translation>导出工作簿</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>Indicators</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Enter on a number: the records behind it.</source>
        <translation>选中数字按 Enter，看它是由哪些记录算出来的。</translation>
    </message>
    <message>
        <source>Records behind the number</source>
        <translation>数字背后的记录</translation>
    </message>
    <message>
        <source>Nothing was counted</source>
        <translation>没有记录</translation>
    </message>
    <message>
        <source>Esc goes back to the number.</source>
        <translation>按 Esc 回到汇总。</translation>
    </message>
    <message>
        <source>Enter opens the case, Esc goes back.</source>
        <translation>按 Enter 打开个案，按 Esc 返回。</translation>
    </message>
    <message>
        <source>Back to the number</source>
        <translation>返回汇总</translation>
    </message>
    <message>
        <source>No lines in this month</source>
        <translation>这个月没有记录</translation>
    </message>
    <message>
        <source>Choose another month with ← and →.</source>
        <translation>用 ← → 换一个月份。</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表台账</translation>
    </message>
</context>
<context>
    <name>ReportSide</name>
    <message>
        <source>How it is counted</source>
        <translation>统计口径</translation>
    </message>
    <message>
        <source>Twelve months</source>
        <translation>近12个月</translation>
    </message>
    <message>
        <source>By community</source>
        <translation>分社区</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Hired</source>
        <translation>入职</translation>
    </message>
    <message>
        <source>none given</source>
        <translation>未填社区</translation>
    </message>
</context>
<context>
    <name>ReportWords</name>
    <message>
        <source>Summary</source>
        <translation>月度汇总</translation>
    </message>
    <message>
        <source>This month</source>
        <translation>本月</translation>
    </message>
    <message>
        <source>This year</source>
        <translation>本年累计</translation>
    </message>
    <message>
        <source>Last year</source>
        <translation>上年同期</translation>
    </message>
    <message>
        <source>Indicator</source>
        <translation>指标</translation>
    </message>
    <message>
        <source>Unit</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>同比</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Who or what</source>
        <translation>姓名或名称</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>证件号</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
</context>
</TS>
