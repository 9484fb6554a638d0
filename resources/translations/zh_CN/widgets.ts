<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>BusyOverlay</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{done} of {total}</source>
        <translation>{done} / {total}</translation>
    </message>
    <message>
        <source>Stopping…</source>
        <translation>正在停止…</translation>
    </message>
    <message>
        <source>about {count} s left</source>
        <translation>约剩 {count} 秒</translation>
    </message>
    <message>
        <source>about {count} min left</source>
        <translation>约剩 {count} 分钟</translation>
    </message>
</context>
<context>
    <name>CodeField</name>
    <message>
        <source>code, name or initials</source>
        <translation>代码、名称或首字母</translation>
    </message>
    <message>
        <source>Show the list</source>
        <translation>显示列表</translation>
    </message>
    <message>
        <source>Not in the list. Press Down and choose, or type part of the name.</source>
        <translation>列表里没有。请按 ↓ 选择，或只输入名称的一部分。</translation>
    </message>
</context>
<context>
    <name>DataTable</name>
    <message>
        <source>Nothing here yet</source>
        <translation>这里还没有内容</translation>
    </message>
    <message>
        <source>Copy</source>
        <translation>复制</translation>
    </message>
    <message>
        <source>Filter row</source>
        <translation>筛选行</translation>
    </message>
</context>
<context>
    <name>DateField</name>
    <message>
        <source>yyyy-mm-dd</source>
        <translation>年-月-日</translation>
    </message>
    <message>
        <source>Calendar</source>
        <translation>日历</translation>
    </message>
    <message>
        <source>Calendar (Alt+Down)</source>
        <translation>日历（Alt+↓）</translation>
    </message>
    <message>
        <source>This is no day. Type it like 2025-03-04, 20250304, 明天 or +3.</source>
        <translation>这不是日期。请写成 2025-03-04、20250304、明天 或 +3。</translation>
    </message>
</context>
<context>
    <name>FilterHeader</name>
    <message>
        <source>Filter {column}</source>
        <translation>筛选{column}</translation>
    </message>
    <message>
        <source>Filter</source>
        <translation>筛选</translation>
    </message>
</context>
<context>
    <name>FormGrid</name>
    <message>
        <source>Please fill in {title}.</source>
        <translation>请填写{title}。</translation>
    </message>
</context>
<context>
    <name>MoneyField</name>
    <message>
        <source>yuan</source>
        <translation>元</translation>
    </message>
</context>
<context>
    <name>NumberField</name>
    <message>
        <source>Enter a whole number from {least} to {most}.</source>
        <translation>请填 {least} 到 {most} 之间的整数。</translation>
    </message>
</context>
<context>
    <name>PdfPreview</name>
    <message>
        <source>Save PDF</source>
        <translation>导出 PDF</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>The paper appears here.</source>
        <translation>打印稿会显示在这里。</translation>
    </message>
    <message>
        <source>Print preview</source>
        <translation>打印预览</translation>
    </message>
    <message>
        <source>page {page} of {count}</source>
        <translation>第 {page} / {count} 页</translation>
    </message>
</context>
<context>
    <name>ReasonPrompt</name>
    <message>
        <source>Reason</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>Reason in your own words</source>
        <translation>原因（自己写）</translation>
    </message>
    <message>
        <source>Go on</source>
        <translation>继续</translation>
    </message>
    <message>
        <source>Please give a reason: choose one or write it down.</source>
        <translation>请说明原因：选一个，或自己写。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Stepper</name>
    <message>
        <source>done</source>
        <translation>已完成</translation>
    </message>
    <message>
        <source>now</source>
        <translation>进行中</translation>
    </message>
    <message>
        <source>to do</source>
        <translation>未到</translation>
    </message>
    <message>
        <source>Steps: {steps}</source>
        <translation>进度：{steps}</translation>
    </message>
</context>
<context>
    <name>Timeline</name>
    <message>
        <source>Show {count} earlier</source>
        <translation>再显示更早的 {count} 条</translation>
    </message>
</context>
<context>
    <name>Toast</name>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
<context>
    <name>Toasts</name>
    <message>
        <source>Undo</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>_PickList</name>
    <message>
        <source>Choices</source>
        <translation>选项</translation>
    </message>
</context>
</TS>
