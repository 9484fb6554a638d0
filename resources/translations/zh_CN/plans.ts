<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ActionSheet</name>
    <message>
        <source>Action</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What is done</source>
        <translation>做什么</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>Name of the person or body</source>
        <translation>填姓名或单位</translation>
    </message>
    <message>
        <source>Who else</source>
        <translation>其他人</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>时限</translation>
    </message>
</context>
<context>
    <name>GoalSheet</name>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Suggested by the assessments: the first ones of the list</source>
        <translation>列表最前面的是测评建议的主题</translation>
    </message>
    <message>
        <source>Theme</source>
        <translation>主题</translation>
    </message>
    <message>
        <source>What is to be reached</source>
        <translation>要达到什么</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可以不填</translation>
    </message>
</context>
<context>
    <name>Outline</name>
    <message>
        <source>Goal and actions</source>
        <translation>目标和措施</translation>
    </message>
    <message>
        <source>By whom</source>
        <translation>责任人</translation>
    </message>
    <message>
        <source>By when</source>
        <translation>时限</translation>
    </message>
    <message>
        <source>Done</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Goals and actions</source>
        <translation>目标和措施</translation>
    </message>
    <message>
        <source>No goal yet</source>
        <translation>还没有目标</translation>
    </message>
    <message>
        <source>Ctrl+T adds the first goal, Ctrl+E its actions.</source>
        <translation>Ctrl+T 加第一个目标，Ctrl+E 加措施。</translation>
    </message>
    <message>
        <source>G: goal  ·  A: action  ·  Enter: change  ·  Space: done  ·  Delete: take out</source>
        <translation>G：目标&#x3000;·&#x3000;A：措施&#x3000;·&#x3000;回车：修改&#x3000;·&#x3000;空格：完成&#x3000;·&#x3000;Delete：删去</translation>
    </message>
</context>
<context>
    <name>PackageCard</name>
    <message>
        <source>Packages running out</source>
        <translation>服务包将到期</translation>
    </message>
    <message>
        <source>and {count} more</source>
        <translation>另有 {count} 个</translation>
    </message>
    <message>
        <source>{count} d left</source>
        <translation>还剩 {count} 天</translation>
    </message>
    <message>
        <source>{count} d over</source>
        <translation>已过 {count} 天</translation>
    </message>
</context>
<context>
    <name>PackageSheet</name>
    <message>
        <source>{done} of {needed} done, from {begun} to {until}. Source: {source}</source>
        <translation>已完成 {done}/{needed}，服务期 {begun} 至 {until}。依据：{source}</translation>
    </message>
    <message>
        <source>Service</source>
        <translation>服务项目</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Counts</source>
        <translation>是否计入</translation>
    </message>
    <message>
        <source>Records of the package</source>
        <translation>服务包记录</translation>
    </message>
    <message>
        <source>End the package…</source>
        <translation>结束服务包…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>What was done stays on record.</source>
        <translation>已做的服务仍留在记录里。</translation>
    </message>
    <message>
        <source>End the package</source>
        <translation>结束服务包</translation>
    </message>
    <message>
        <source>still lacking</source>
        <translation>还没有做</translation>
    </message>
</context>
<context>
    <name>PlanScreen</name>
    <message>
        <source>Plan</source>
        <translation>帮扶计划</translation>
    </message>
    <message>
        <source>To the case</source>
        <translation>回到个案</translation>
    </message>
    <message>
        <source>Grade and basis</source>
        <translation>等级和依据</translation>
    </message>
    <message>
        <source>Begin the plan</source>
        <translation>开始定计划</translation>
    </message>
    <message>
        <source>Goal</source>
        <translation>目标</translation>
    </message>
    <message>
        <source>Action</source>
        <translation>措施</translation>
    </message>
    <message>
        <source>Print</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>Signed…</source>
        <translation>本人已签字…</translation>
    </message>
    <message>
        <source>New version</source>
        <translation>新建一版</translation>
    </message>
    <message>
        <source>Send for review</source>
        <translation>送同事审核</translation>
    </message>
    <message>
        <source>Let it stand</source>
        <translation>定下计划</translation>
    </message>
    <message>
        <source>First a goal (G), then its actions (A).</source>
        <translation>先加目标（G），再加措施（A）。</translation>
    </message>
    <message>
        <source>This version is settled. A new version changes it.</source>
        <translation>这一版已经定下。要修改请新建一版。</translation>
    </message>
    <message>
        <source>Sent for review. A colleague answers.</source>
        <translation>已送审，等同事答复。</translation>
    </message>
    <message>
        <source>The plan stands.</source>
        <translation>计划已定下。</translation>
    </message>
    <message>
        <source>Noted: signed by the person</source>
        <translation>已记下：本人签字</translation>
    </message>
    <message>
        <source>It begins with the themes of the assessments, if there are any.</source>
        <translation>有测评的，先带出测评建议的主题。</translation>
    </message>
    <message>
        <source>{name} has no plan yet</source>
        <translation>{name}还没有帮扶计划</translation>
    </message>
    <message>
        <source>version {number} · {state}</source>
        <translation>第 {number} 版 · {state}</translation>
    </message>
    <message>
        <source>Add a goal</source>
        <translation>加目标</translation>
    </message>
    <message>
        <source>Add an action</source>
        <translation>加措施</translation>
    </message>
    <message>
        <source>Done, or open again</source>
        <translation>办结或重新打开</translation>
    </message>
    <message>
        <source>Take out</source>
        <translation>删去</translation>
    </message>
</context>
<context>
    <name>PlanSide</name>
    <message>
        <source>What the plan rests on</source>
        <translation>计划依据</translation>
    </message>
    <message>
        <source>Suggested by the assessments</source>
        <translation>测评建议的主题</translation>
    </message>
    <message>
        <source>Grade</source>
        <translation>帮扶等级</translation>
    </message>
    <message>
        <source>Strengths</source>
        <translation>优势</translation>
    </message>
    <message>
        <source>Barriers</source>
        <translation>障碍</translation>
    </message>
    <message>
        <source>Wishes</source>
        <translation>意愿</translation>
    </message>
    <message>
        <source>Look at it again on</source>
        <translation>复核日期</translation>
    </message>
    <message>
        <source>Signed by the person on {day}</source>
        <translation>本人已于 {day} 签字</translation>
    </message>
</context>
<context>
    <name>QuotaCard</name>
    <message>
        <source>Service owed</source>
        <translation>应提供的服务</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Take into a service package</source>
        <translation>纳入服务包</translation>
    </message>
    <message>
        <source>Contact, grade {grade}</source>
        <translation>下次联系（{grade} 级）</translation>
    </message>
    <message>
        <source>Take into: {name}</source>
        <translation>纳入{name}</translation>
    </message>
    <message>
        <source>Taken into: {name}</source>
        <translation>已纳入{name}</translation>
    </message>
</context>
<context>
    <name>SignedSheet</name>
    <message>
        <source>Signed by the person</source>
        <translation>本人签字</translation>
    </message>
    <message>
        <source>Keep the signed sheet with the papers.</source>
        <translation>签好字的计划请存档。</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>签字日期</translation>
    </message>
</context>
</TS>
