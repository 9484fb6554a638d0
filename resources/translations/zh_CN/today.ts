<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DraftCard</name>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 条</translation>
    </message>
</context>
<context>
    <name>Figures</name>
    <message>
        <source>To do</source>
        <translation>待办</translation>
    </message>
    <message>
        <source>Service this month</source>
        <translation>本月服务</translation>
    </message>
    <message>
        <source>Interviews soon</source>
        <translation>近期面试</translation>
    </message>
    <message>
        <source>Left unfinished</source>
        <translation>未完成的草稿</translation>
    </message>
    <message>
        <source>Loans to watch</source>
        <translation>贷款办理</translation>
    </message>
    <message>
        <source>Transfers offered to us</source>
        <translation>待接收的转办</translation>
    </message>
</context>
<context>
    <name>HandSheet</name>
    <message>
        <source>Hand to a colleague</source>
        <translation>转给同事</translation>
    </message>
    <message>
        <source>Hand over</source>
        <translation>转给</translation>
    </message>
    <message>
        <source>To whom</source>
        <translation>转给谁</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>InterviewCard</name>
    <message>
        <source>None in the next 3 days</source>
        <translation>三天内没有面试</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 条</translation>
    </message>
</context>
<context>
    <name>LoanCard</name>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 条</translation>
    </message>
    <message>
        <source>{count} papers</source>
        <translation>缺 {count} 份</translation>
    </message>
    <message>
        <source>{count} days over</source>
        <translation>超 {count} 日</translation>
    </message>
    <message>
        <source>{count} days left</source>
        <translation>剩 {count} 日</translation>
    </message>
</context>
<context>
    <name>MonthCard</name>
    <message>
        <source>Reached this month</source>
        <translation>本月已联系</translation>
    </message>
    <message>
        <source>Checks in time</source>
        <translation>稳岗回访及时</translation>
    </message>
    <message>
        <source>Promises kept</source>
        <translation>约定事项办结</translation>
    </message>
    <message>
        <source>{contacts} contacts, {placements} started work this month</source>
        <translation>本月联系 {contacts} 次，入职 {placements} 人</translation>
    </message>
    <message>
        <source>none due</source>
        <translation>暂无</translation>
    </message>
</context>
<context>
    <name>Shifting</name>
    <message>
        <source>Nobody else works in this office.</source>
        <translation>本街道没有其他同事。</translation>
    </message>
    <message>
        <source>{name}: handed to a colleague</source>
        <translation>{name}：已转给同事</translation>
    </message>
    <message>
        <source>{name}: postponed to {day}</source>
        <translation>{name}：已推迟到 {day}</translation>
    </message>
    <message>
        <source>Taken back</source>
        <translation>撤销</translation>
    </message>
</context>
<context>
    <name>TodayScreen</name>
    <message>
        <source>Today {month}/{day} {weekday}</source>
        <translation>今日 {month}月{day}日 {weekday}</translation>
    </message>
    <message>
        <source>{count} to do</source>
        <translation>{count} 项待办</translation>
    </message>
    <message>
        <source>{count} late</source>
        <translation>{count} 项逾期</translation>
    </message>
    <message>
        <source>{count} interviews</source>
        <translation>{count} 场面试</translation>
    </message>
    <message>
        <source>Nothing is due</source>
        <translation>现在没有待办</translation>
    </message>
    <message>
        <source>Register the first person with Ctrl+N, or find somebody with Ctrl+K. What is due comes here.</source>
        <translation>按 Ctrl+N 登记第一位求职者，或按 Ctrl+K 找人。到期要办的事会出现在这里。</translation>
    </message>
    <message>
        <source>Your unfinished note is back.</source>
        <translation>已找回上次没写完的记录。</translation>
    </message>
    <message>
        <source>Noted: {name}</source>
        <translation>已记录：{name}</translation>
    </message>
    <message>
        <source>Taken back: noted by mistake</source>
        <translation>已撤销：误记</translation>
    </message>
    <message>
        <source>{name}: note</source>
        <translation>{name} · 服务记录</translation>
    </message>
    <message>
        <source>{name} has no phone number on record.</source>
        <translation>{name} 没有登记电话。</translation>
    </message>
    <message>
        <source>Worklist</source>
        <translation>今日待办</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>What to do</source>
        <translation>该做什么</translation>
    </message>
    <message>
        <source>Progress</source>
        <translation>进度</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Looking for what is due…</source>
        <translation>正在整理今日待办…</translation>
    </message>
    <message>
        <source>Done and noted</source>
        <translation>完成并记录</translation>
    </message>
    <message>
        <source>Postpone…</source>
        <translation>推迟…</translation>
    </message>
    <message>
        <source>Hand to a colleague…</source>
        <translation>转给同事…</translation>
    </message>
    <message>
        <source>Show the number to dial</source>
        <translation>显示号码并拨号</translation>
    </message>
    <message>
        <source>Space: done and noted  ·  S: postpone  ·  Enter: open the case  ·  P: dial</source>
        <translation>空格：完成并记录  ·  S：推迟  ·  Enter：打开个案  ·  P：拨号</translation>
    </message>
    <message>
        <source>Hide</source>
        <translation>收起</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Mine</source>
        <translation>我的</translation>
    </message>
    <message>
        <source>Whole office</source>
        <translation>全街道</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>范围</translation>
    </message>
    <message>
        <source>Figures</source>
        <translation>概况</translation>
    </message>
</context>
<context>
    <name>TodayWords</name>
    <message>
        <source>new</source>
        <translation>新分配</translation>
    </message>
    <message>
        <source>{count} d waiting</source>
        <translation>已等 {count} 天</translation>
    </message>
    <message>
        <source>recheck</source>
        <translation>复核</translation>
    </message>
    <message>
        <source>for {name}</source>
        <translation>代 {name}</translation>
    </message>
    <message>
        <source>First contact</source>
        <translation>首次联系</translation>
    </message>
    <message>
        <source>Interview: {post}</source>
        <translation>面试：{post}</translation>
    </message>
    <message>
        <source>Ask the employer: {post}</source>
        <translation>催问单位：{post}</translation>
    </message>
    <message>
        <source>Try again: {count} tries reached nobody</source>
        <translation>再联系：已有 {count} 次没有联系上</translation>
    </message>
    <message>
        <source>The pause is over: help goes on?</source>
        <translation>暂停到期，是否继续帮扶</translation>
    </message>
    <message>
        <source>For your agreement: {what}</source>
        <translation>等我审核：{what}</translation>
    </message>
    <message>
        <source>A colleague&apos;s word is awaited: {what}</source>
        <translation>等同事审核：{what}</translation>
    </message>
    <message>
        <source>Recheck the signed paper: {what}</source>
        <translation>复核纸质签字：{what}</translation>
    </message>
    <message>
        <source>check {done}/{all}</source>
        <translation>回访 {done}/{all}</translation>
    </message>
    <message>
        <source>ref. {count}</source>
        <translation>推荐 {count}</translation>
    </message>
    <message>
        <source>int. {count}</source>
        <translation>面试 {count}</translation>
    </message>
    <message>
        <source>This is the next try. Press Space and note it; promise a day with it if you like.</source>
        <translation>这是下一次联系。按空格记下结果，可同时约定日子。</translation>
    </message>
    <message>
        <source>This is decided on the case. Press Enter to open it.</source>
        <translation>这一项在个案里办理。按回车打开。</translation>
    </message>
    <message>
        <source>the plan</source>
        <translation>帮扶计划</translation>
    </message>
    <message>
        <source>closing the case</source>
        <translation>结案</translation>
    </message>
</context>
<context>
    <name>TransferCard</name>
    <message>
        <source>from {office}</source>
        <translation>来自 {office}</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 件</translation>
    </message>
</context>
<context>
    <name>WeekCard</name>
    <message>
        <source>late</source>
        <translation>逾期</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新分配</translation>
    </message>
    <message>
        <source>in 3 days</source>
        <translation>三天内</translation>
    </message>
    <message>
        <source>waiting</source>
        <translation>等回复</translation>
    </message>
</context>
</TS>
