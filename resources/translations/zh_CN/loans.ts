<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ClockWords</name>
    <message>
        <source>paused</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>working day {used} / {all}</source>
        <translation>第 {used} / {all} 个工作日</translation>
    </message>
    <message>
        <source>{count} d over</source>
        <translation>超 {count} 天</translation>
    </message>
    <message>
        <source>due today</source>
        <translation>今天到期</translation>
    </message>
    <message>
        <source>{count} d left</source>
        <translation>剩 {count} 天</translation>
    </message>
</context>
<context>
    <name>CostCard</name>
    <message>
        <source>Amount and repayment</source>
        <translation>额度与还款</translation>
    </message>
    <message>
        <source>cap {amount}</source>
        <translation>上限 {amount}</translation>
    </message>
    <message>
        <source>Asked for</source>
        <translation>申请</translation>
    </message>
    <message>
        <source>{amount} yuan</source>
        <translation>{amount} 元</translation>
    </message>
    <message>
        <source>{count} months</source>
        <translation>{count} 个月</translation>
    </message>
    <message>
        <source>at most {count}</source>
        <translation>最长 {count} 个月</translation>
    </message>
    <message>
        <source>Term</source>
        <translation>期限</translation>
    </message>
    <message>
        <source>Rate</source>
        <translation>利率</translation>
    </message>
    <message>
        <source> (cap)</source>
        <translation>（上限）</translation>
    </message>
    <message>
        <source>net {rate}%</source>
        <translation>贴息后 {rate}%</translation>
    </message>
    <message>
        <source>own interest about {amount} yuan a year (net {rate}%)</source>
        <translation>贴息后本人年息约 {amount} 元（{rate}%）</translation>
    </message>
</context>
<context>
    <name>EligibilityCard</name>
    <message>
        <source>Eligibility</source>
        <translation>资格核对</translation>
    </message>
    <message>
        <source>Only what decides</source>
        <translation>只看条件</translation>
    </message>
    <message>
        <source>All {count} lines</source>
        <translation>全部 {count} 项</translation>
    </message>
    <message>
        <source>Fits</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>May fit</source>
        <translation>可能符合</translation>
    </message>
    <message>
        <source>Does not fit</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>for information</source>
        <translation>提示</translation>
    </message>
    <message>
        <source>met</source>
        <translation>符合</translation>
    </message>
    <message>
        <source>open</source>
        <translation>待核</translation>
    </message>
    <message>
        <source>not met</source>
        <translation>不符合</translation>
    </message>
    <message>
        <source>official text seen</source>
        <translation>官方文件</translation>
    </message>
    <message>
        <source>not verified, please check</source>
        <translation>未核实，请核对</translation>
    </message>
</context>
<context>
    <name>LoanFormPage</name>
    <message>
        <source>Rules that apply</source>
        <translation>适用版本</translation>
    </message>
    <message>
        <source>Amount asked for (yuan)</source>
        <translation>申请金额（元）</translation>
    </message>
    <message>
        <source>such as 20万</source>
        <translation>如 20万</translation>
    </message>
    <message>
        <source>Term (months)</source>
        <translation>期限（月）</translation>
    </message>
    <message>
        <source>months</source>
        <translation>个月</translation>
    </message>
    <message>
        <source>Purpose</source>
        <translation>用途</translation>
    </message>
    <message>
        <source>Group of the applicant</source>
        <translation>人员类别</translation>
    </message>
    <message>
        <source>Name of the business</source>
        <translation>经营实体名称</translation>
    </message>
    <message>
        <source>Unified social credit code</source>
        <translation>统一社会信用代码</translation>
    </message>
    <message>
        <source>Kind of business</source>
        <translation>实体类型</translation>
    </message>
    <message>
        <source>Registered on</source>
        <translation>注册日期</translation>
    </message>
    <message>
        <source>District of the project</source>
        <translation>项目所在区县</translation>
    </message>
    <message>
        <source>Business address</source>
        <translation>经营地址</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>经办银行</translation>
    </message>
    <message>
        <source>Repayment</source>
        <translation>还款方式</translation>
    </message>
    <message>
        <source>Guarantee</source>
        <translation>担保方式</translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation>婚姻状况</translation>
    </message>
    <message>
        <source>Yes, stated</source>
        <translation>是，已声明</translation>
    </message>
    <message>
        <source>No</source>
        <translation>否</translation>
    </message>
    <message>
        <source>No other loans besides those listed</source>
        <translation>除所列外本人及配偶没有其他贷款</translation>
    </message>
    <message>
        <source>Spouse</source>
        <translation>配偶</translation>
    </message>
    <message>
        <source>ID number of the spouse</source>
        <translation>配偶身份证号</translation>
    </message>
    <message>
        <source>Name of the spouse</source>
        <translation>配偶姓名</translation>
    </message>
    <message>
        <source>Employer of the spouse</source>
        <translation>配偶工作单位</translation>
    </message>
    <message>
        <source>Phone of the spouse</source>
        <translation>配偶手机</translation>
    </message>
    <message>
        <source>Applicant</source>
        <translation>申请人</translation>
    </message>
    <message>
        <source>Proof of the group (name, number)</source>
        <translation>类别证明名称、编号</translation>
    </message>
    <message>
        <source>Employment certificate no.</source>
        <translation>就业创业证号</translation>
    </message>
    <message>
        <source>Guarantee loans before</source>
        <translation>此前获得创业担保贷款</translation>
    </message>
    <message>
        <source>times</source>
        <translation>次</translation>
    </message>
    <message>
        <source>Amount of the last one (yuan)</source>
        <translation>上次金额（元）</translation>
    </message>
    <message>
        <source>Last one repaid on</source>
        <translation>上次结清日</translation>
    </message>
    <message>
        <source>Project</source>
        <translation>创业项目</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Scope of business</source>
        <translation>经营范围</translation>
    </message>
    <message>
        <source>Premises</source>
        <translation>经营场所</translation>
    </message>
    <message>
        <source>Lease until</source>
        <translation>租期至</translation>
    </message>
    <message>
        <source>Own funds (yuan)</source>
        <translation>自有资金（元）</translation>
    </message>
    <message>
        <source>Turnover last year (yuan)</source>
        <translation>上年营业额（元）</translation>
    </message>
    <message>
        <source>Staff now</source>
        <translation>现有从业人数</translation>
    </message>
    <message>
        <source>of them key groups</source>
        <translation>其中重点群体</translation>
    </message>
    <message>
        <source>Staff to be hired</source>
        <translation>预计新增就业</translation>
    </message>
    <message>
        <source>Online shop (platform, name)</source>
        <translation>网店平台、店铺名</translation>
    </message>
    <message>
        <source>Through the spouse&apos;s business</source>
        <translation>以配偶实体申请</translation>
    </message>
    <message>
        <source>Yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>Partners besides the applicant</source>
        <translation>合伙人（不含申请人）</translation>
    </message>
    <message>
        <source>Loan</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>Source of repayment</source>
        <translation>还款来源</translation>
    </message>
    <message>
        <source>Account for the payment</source>
        <translation>收款账户</translation>
    </message>
    <message>
        <source>basis points</source>
        <translation>个基点</translation>
    </message>
    <message>
        <source>Bank&apos;s rate: LPR plus (basis points)</source>
        <translation>银行利率：LPR 加（基点）</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>Guarantors</source>
        <translation>反担保人</translation>
    </message>
    <message>
        <source>Loans not yet repaid</source>
        <translation>现有贷款</translation>
    </message>
    <message>
        <source>Whose</source>
        <translation>借款人</translation>
    </message>
    <message>
        <source>Kind of loan</source>
        <translation>贷款类型</translation>
    </message>
    <message>
        <source>Lender</source>
        <translation>机构</translation>
    </message>
    <message>
        <source>Balance</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>类别</translation>
    </message>
    <message>
        <source>Put in</source>
        <translation>出资</translation>
    </message>
    <message>
        <source>Loans of the applicant and the spouse</source>
        <translation>本人及配偶未还清的贷款</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>ID number</source>
        <translation>身份证号</translation>
    </message>
    <message>
        <source>Employer</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Yearly income</source>
        <translation>年收入</translation>
    </message>
    <message>
        <source>Share of the loan</source>
        <translation>额度</translation>
    </message>
</context>
<context>
    <name>LoanHead</name>
    <message>
        <source>&amp;List</source>
        <translation>列表(&amp;L)</translation>
    </message>
    <message>
        <source>Form</source>
        <translation>申请表</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>&amp;Other steps</source>
        <translation>其他环节(&amp;O)</translation>
    </message>
    <message>
        <source>Start-up loan · {name}</source>
        <translation>创业担保贷款 · {name}</translation>
    </message>
    <message>
        <source>This loan is closed.</source>
        <translation>这笔贷款已办结。</translation>
    </message>
    <message>
        <source>&amp;Next: {stage}</source>
        <translation>下一步：{stage}(&amp;N)</translation>
    </message>
    <message>
        <source>Check</source>
        <translation>核对</translation>
    </message>
    <message>
        <source>Save *</source>
        <translation>保存 *</translation>
    </message>
    <message>
        <source>Still missing: {what}</source>
        <translation>还缺：{what}</translation>
    </message>
    <message>
        <source>Asks for: {what}</source>
        <translation>需写明：{what}</translation>
    </message>
    <message>
        <source>Everything is here for this step.</source>
        <translation>条件齐备，可以办理。</translation>
    </message>
</context>
<context>
    <name>LoanList</name>
    <message>
        <source>Under way</source>
        <translation>在办</translation>
    </message>
    <message>
        <source>Paid out</source>
        <translation>已放款</translation>
    </message>
    <message>
        <source>Ended</source>
        <translation>已结束</translation>
    </message>
    <message>
        <source>All</source>
        <translation>全部</translation>
    </message>
    <message>
        <source>Which loans</source>
        <translation>哪些贷款</translation>
    </message>
    <message>
        <source>&amp;Mine only</source>
        <translation>只看我的(&amp;M)</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>No loan here</source>
        <translation>这里没有贷款</translation>
    </message>
    <message>
        <source>Open a person or a case (Ctrl+K) and start the application from there.</source>
        <translation>先按 Ctrl+K 找到人或个案，从那里开始贷款申请。</translation>
    </message>
    <message>
        <source>{count} loans</source>
        <translation>{count} 笔</translation>
    </message>
    <message>
        <source>Start-up loans</source>
        <translation>创业贷款</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Working days</source>
        <translation>工作日</translation>
    </message>
    <message>
        <source>Amount (yuan)</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>经营实体</translation>
    </message>
    <message>
        <source>Bank</source>
        <translation>经办银行</translation>
    </message>
    <message>
        <source>Since</source>
        <translation>申请日</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>经办</translation>
    </message>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
</context>
<context>
    <name>LoanPage</name>
    <message>
        <source>What you typed last time and did not save is back.</source>
        <translation>上次没有保存的内容已经恢复。</translation>
    </message>
    <message>
        <source>Throw it away</source>
        <translation>放弃这些内容</translation>
    </message>
    <message>
        <source>Start-up loan · {name}</source>
        <translation>创业担保贷款 · {name}</translation>
    </message>
    <message>
        <source>Not yet. Missing: {what}</source>
        <translation>还不能办理，缺：{what}</translation>
    </message>
    <message>
        <source>Saved.</source>
        <translation>已保存。</translation>
    </message>
    <message>
        <source>Recorded: {stage}</source>
        <translation>已登记：{stage}</translation>
    </message>
    <message>
        <source>Papers complete, agreed to pass on</source>
        <translation>材料齐全，同意上报</translation>
    </message>
    <message>
        <source>Conditions 1 and 2 hold</source>
        <translation>资格条件第1、2项符合</translation>
    </message>
    <message>
        <source>Guarantee agreed</source>
        <translation>同意担保</translation>
    </message>
    <message>
        <source>Loan agreed</source>
        <translation>同意发放</translation>
    </message>
</context>
<context>
    <name>LoanPaper</name>
    <message>
        <source>Application papers</source>
        <translation>贷款申请包</translation>
    </message>
    <message>
        <source>Save PDF</source>
        <translation>导出 PDF</translation>
    </message>
    <message>
        <source>Sent to the printer: {number}, {count} pages</source>
        <translation>已送打印机：{number}，共 {count} 页</translation>
    </message>
    <message>
        <source>Saved: {name}, {count} pages</source>
        <translation>已导出：{name}，共 {count} 页</translation>
    </message>
</context>
<context>
    <name>PapersCard</name>
    <message>
        <source>Papers</source>
        <translation>材料</translation>
    </message>
    <message>
        <source>{count} checked in the system, not handed in</source>
        <translation>另 {count} 项由系统核验，免交</translation>
    </message>
    <message>
        <source>Hide optional papers</source>
        <translation>收起可选材料</translation>
    </message>
    <message>
        <source>Show {count} optional papers</source>
        <translation>显示其余 {count} 项（可选、免交）</translation>
    </message>
    <message>
        <source>not yet known whether needed</source>
        <translation>是否需要待核</translation>
    </message>
    <message>
        <source>missing</source>
        <translation>未收</translation>
    </message>
    <message>
        <source>optional</source>
        <translation>可选</translation>
    </message>
    <message>
        <source>checked in the system</source>
        <translation>系统核验</translation>
    </message>
</context>
<context>
    <name>StepPrompt</name>
    <message>
        <source>Day it happened</source>
        <translation>发生日期</translation>
    </message>
    <message>
        <source>Note (may stay empty)</source>
        <translation>备注（可不填）</translation>
    </message>
    <message>
        <source>Enter the day, such as 2026-03-05 or 今天.</source>
        <translation>请填写日期，如 2026-03-05 或 今天。</translation>
    </message>
    <message>
        <source>Please write down: {what}.</source>
        <translation>请写明：{what}。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>登记</translation>
    </message>
</context>
</TS>
