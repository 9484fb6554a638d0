<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DistrictScreen</name>
    <message>
        <source>Try again</source>
        <translation>再试一次</translation>
    </message>
    <message>
        <source>Asking the central store</source>
        <translation>正在从中心库读取</translation>
    </message>
    <message>
        <source>Records behind the number</source>
        <translation>数字背后的名单</translation>
    </message>
    <message>
        <source>{office}: {indicator}. Names are masked. The central store keeps who looked, and why.</source>
        <translation>{office}：{indicator}。姓名已脱敏。谁查看、为什么查看，中心库会记入审计日志。</translation>
    </message>
    <message>
        <source>Check of the figures</source>
        <translation>核对数字</translation>
    </message>
    <message>
        <source>Inspection of the office</source>
        <translation>督查检查</translation>
    </message>
    <message>
        <source>Answer to a complaint</source>
        <translation>答复投诉信访</translation>
    </message>
    <message>
        <source>Show the records</source>
        <translation>查看名单</translation>
    </message>
    <message>
        <source>up to {day} · {count} offices</source>
        <translation>截至 {day} · {count} 个街镇</translation>
    </message>
    <message>
        <source>No figures at the moment</source>
        <translation>现在看不到汇总</translation>
    </message>
    <message>
        <source>{office} · {indicator}: {count} records</source>
        <translation>{office} · {indicator}：{count} 条</translation>
    </message>
    <message>
        <source>Reason kept: {reason}. Esc goes back.</source>
        <translation>已记录理由：{reason}。按 Esc 返回。</translation>
    </message>
    <message>
        <source>Read anew</source>
        <translation>重新读取</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>No offices in this district yet</source>
        <translation>本区县还没有街镇</translation>
    </message>
    <message>
        <source>They appear once they connect.</source>
        <translation>街镇连接中心库后会出现在这里。</translation>
    </message>
    <message>
        <source>Enter on a number: the records behind it, with a reason. ← → on the month.</source>
        <translation>在数字上按回车，说明理由后查看名单；在月份上按 ← → 换月。</translation>
    </message>
    <message>
        <source>Nothing was counted</source>
        <translation>没有计入的记录</translation>
    </message>
    <message>
        <source>Esc goes back to the number.</source>
        <translation>按 Esc 返回。</translation>
    </message>
    <message>
        <source>More records</source>
        <translation>更多</translation>
    </message>
    <message>
        <source>Back to the number</source>
        <translation>返回汇总</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县汇总</translation>
    </message>
</context>
<context>
    <name>DistrictWords</name>
    <message>
        <source>Unemployment</source>
        <translation>失业与困难</translation>
    </message>
    <message>
        <source>Employment</source>
        <translation>就业与推荐</translation>
    </message>
    <message>
        <source>Service and loans</source>
        <translation>服务与贷款</translation>
    </message>
    <message>
        <source>Registered</source>
        <translation>求职登记</translation>
    </message>
    <message>
        <source>Re-employed</source>
        <translation>再就业</translation>
    </message>
    <message>
        <source>Jobless: new</source>
        <translation>失业新增</translation>
    </message>
    <message>
        <source>Jobless: off</source>
        <translation>失业注销</translation>
    </message>
    <message>
        <source>Jobless: now</source>
        <translation>失业期末</translation>
    </message>
    <message>
        <source>Need: new</source>
        <translation>困难新增</translation>
    </message>
    <message>
        <source>Need: hired</source>
        <translation>困难就业</translation>
    </message>
    <message>
        <source>New in work</source>
        <translation>新增就业</translation>
    </message>
    <message>
        <source>Recommended</source>
        <translation>推荐人次</translation>
    </message>
    <message>
        <source>Hired</source>
        <translation>成功就业</translation>
    </message>
    <message>
        <source>Posts / seeker</source>
        <translation>求人倍率</translation>
    </message>
    <message>
        <source>Checks made</source>
        <translation>稳岗回访率</translation>
    </message>
    <message>
        <source>Open cases</source>
        <translation>在办个案</translation>
    </message>
    <message>
        <source>Cases served</source>
        <translation>个案服务率</translation>
    </message>
    <message>
        <source>Entries</source>
        <translation>服务记录</translation>
    </message>
    <message>
        <source>Promises</source>
        <translation>承诺兑现率</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>贷款受理</translation>
    </message>
    <message>
        <source>Paid (yuan)</source>
        <translation>放款（元）</translation>
    </message>
    <message>
        <source>Year {year}</source>
        <translation>本年 {year}</translation>
    </message>
    <message>
        <source>{change} y/y</source>
        <translation>同比 {change}</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>街镇</translation>
    </message>
    <message>
        <source>Day</source>
        <translation>日期</translation>
    </message>
    <message>
        <source>Who or what (masked)</source>
        <translation>姓名或岗位（脱敏）</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
</context>
</TS>
