<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CaseScreen</name>
    <message>
        <source>Opened {day}</source>
        <translation>{day} 开案</translation>
    </message>
    <message>
        <source>Case {number}</source>
        <translation>第 {number} 次个案</translation>
    </message>
    <message>
        <source>closed {day}: {why}</source>
        <translation>{day} 结案：{why}</translation>
    </message>
    <message>
        <source>Referrals</source>
        <translation>岗位推荐</translation>
    </message>
    <message>
        <source>Loans and subsidies</source>
        <translation>贷款与补贴</translation>
    </message>
    <message>
        <source>Find somebody else with Ctrl+K.</source>
        <translation>按 Ctrl+K 重新查找。</translation>
    </message>
    <message>
        <source>{name} has no case yet</source>
        <translation>{name} 还没有个案</translation>
    </message>
    <message>
        <source>Open one to keep contacts, recommendations and promises together.</source>
        <translation>开立个案后，联系记录、岗位推荐和下一步都记在一起。</translation>
    </message>
    <message>
        <source>Service record</source>
        <translation>服务记录</translation>
    </message>
    <message>
        <source>Changes</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Open a case</source>
        <translation>开立个案</translation>
    </message>
</context>
<context>
    <name>CaseWords</name>
    <message>
        <source>yesterday</source>
        <translation>昨天</translation>
    </message>
    <message>
        <source>today</source>
        <translation>今天</translation>
    </message>
    <message>
        <source>tomorrow</source>
        <translation>明天</translation>
    </message>
    <message>
        <source>{month}/{day}</source>
        <translation>{month}月{day}日</translation>
    </message>
    <message>
        <source>Monday</source>
        <translation>星期一</translation>
    </message>
    <message>
        <source>Tuesday</source>
        <translation>星期二</translation>
    </message>
    <message>
        <source>Wednesday</source>
        <translation>星期三</translation>
    </message>
    <message>
        <source>Thursday</source>
        <translation>星期四</translation>
    </message>
    <message>
        <source>Friday</source>
        <translation>星期五</translation>
    </message>
    <message>
        <source>Saturday</source>
        <translation>星期六</translation>
    </message>
    <message>
        <source>Sunday</source>
        <translation>星期日</translation>
    </message>
    <message>
        <source>{count} d late</source>
        <translation>逾期 {count} 天</translation>
    </message>
    <message>
        <source>Check {days} days after starting work</source>
        <translation>入职 {days} 天稳岗回访</translation>
    </message>
    <message>
        <source>Register</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Assess</source>
        <translation>测评</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>计划</translation>
    </message>
    <message>
        <source>Refer</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>Interview</source>
        <translation>面试</translation>
    </message>
    <message>
        <source>Start</source>
        <translation>入职</translation>
    </message>
    <message>
        <source>Follow up</source>
        <translation>回访</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Record the assessment</source>
        <translation>记录测评</translation>
    </message>
    <message>
        <source>Write the plan</source>
        <translation>制定计划</translation>
    </message>
    <message>
        <source>Recommend vacancies</source>
        <translation>推荐岗位</translation>
    </message>
    <message>
        <source>Record the employer&apos;s answer</source>
        <translation>登记推荐结果</translation>
    </message>
    <message>
        <source>Record the outcome</source>
        <translation>登记录用到岗</translation>
    </message>
    <message>
        <source>Record the check</source>
        <translation>记录稳岗回访</translation>
    </message>
    <message>
        <source>Prepare to close</source>
        <translation>准备结案</translation>
    </message>
    <message>
        <source>Contact again</source>
        <translation>再次联系</translation>
    </message>
    <message>
        <source>Find another way to reach the person</source>
        <translation>核实联系方式</translation>
    </message>
    <message>
        <source>Ask how the job search goes</source>
        <translation>回访求职进展</translation>
    </message>
</context>
<context>
    <name>CasesScreen</name>
    <message>
        <source>Cases</source>
        <translation>帮扶个案</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>No case fits</source>
        <translation>没有符合条件的个案</translation>
    </message>
    <message>
        <source>Take a filter off, choose the whole office, or register somebody with Ctrl+N.</source>
        <translation>请去掉筛选条件，或选“全街道”；新来的人按 Ctrl+N 登记。</translation>
    </message>
    <message>
        <source>{count} cases</source>
        <translation>{count} 个</translation>
    </message>
    <message>
        <source>part of a name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>key group</source>
        <translation>重点群体</translation>
    </message>
    <message>
        <source>Key group</source>
        <translation>重点群体</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
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
        <source>Person</source>
        <translation>对象</translation>
    </message>
    <message>
        <source>ID</source>
        <translation>证件</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Community</source>
        <translation>社区</translation>
    </message>
    <message>
        <source>Last contact</source>
        <translation>最近联系</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Opened</source>
        <translation>开案</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>专员</translation>
    </message>
    <message>
        <source>Looking for cases…</source>
        <translation>正在查找个案…</translation>
    </message>
    <message>
        <source>Enter: open  ·  Ctrl+Shift+L: filter row  ·  Ctrl+C: copy for Excel</source>
        <translation>Enter：打开  ·  Ctrl+Shift+L：筛选行  ·  Ctrl+C：复制到 Excel</translation>
    </message>
</context>
<context>
    <name>CloseSheet</name>
    <message>
        <source>A colleague agrees first. A closed case stays readable; whoever comes again gets a new one.</source>
        <translation>先由同事审核。结案后仍可查看；本人再来时另开新个案。</translation>
    </message>
    <message>
        <source>Ask to close the case</source>
        <translation>申请结案</translation>
    </message>
    <message>
        <source>Ask for agreement</source>
        <translation>提交审核</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>For the colleague</source>
        <translation>给审核人的话</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可不填</translation>
    </message>
</context>
<context>
    <name>CorrectionSheet</name>
    <message>
        <source>The old entry stays, with a line through it. Both are kept for the record.</source>
        <translation>原记录保留并划线，更正前后都可查。</translation>
    </message>
    <message>
        <source>Correct this entry</source>
        <translation>更正这条记录</translation>
    </message>
    <message>
        <source>Save the correction</source>
        <translation>保存更正</translation>
    </message>
    <message>
        <source>What was said and agreed</source>
        <translation>说了什么、约定了什么</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>服务类型</translation>
    </message>
    <message>
        <source>Why is it corrected</source>
        <translation>更正原因</translation>
    </message>
</context>
<context>
    <name>Decisions</name>
    <message>
        <source>Nothing waits for your answer here.</source>
        <translation>这里没有等你答复的审核。</translation>
    </message>
    <message>
        <source>the plan</source>
        <translation>帮扶计划</translation>
    </message>
    <message>
        <source>closing the case</source>
        <translation>结案</translation>
    </message>
    <message>
        <source>Agree: {what}</source>
        <translation>同意：{what}</translation>
    </message>
    <message>
        <source>Give back: {what}…</source>
        <translation>退回：{what}…</translation>
    </message>
    <message>
        <source>Take the request back: {what}</source>
        <translation>撤回申请：{what}</translation>
    </message>
    <message>
        <source>Record a signed paper: {what}…</source>
        <translation>登记纸质审核：{what}…</translation>
    </message>
    <message>
        <source>The signed paper is right: {what}</source>
        <translation>纸质签字属实：{what}</translation>
    </message>
    <message>
        <source>The signed paper is not right: {what}…</source>
        <translation>纸质签字不符：{what}…</translation>
    </message>
    <message>
        <source>Agreed.</source>
        <translation>已同意。</translation>
    </message>
    <message>
        <source>The request is taken back.</source>
        <translation>已撤回申请。</translation>
    </message>
    <message>
        <source>The paper is rechecked.</source>
        <translation>已复核。</translation>
    </message>
    <message>
        <source>Given back.</source>
        <translation>已退回。</translation>
    </message>
    <message>
        <source>Noted: the paper is not right.</source>
        <translation>已记录：纸质签字不符。</translation>
    </message>
    <message>
        <source>The paper is recorded. A colleague rechecks it.</source>
        <translation>已登记，过后由同事复核。</translation>
    </message>
    <message>
        <source>What is missing?</source>
        <translation>缺什么</translation>
    </message>
    <message>
        <source>Whoever asked reads this.</source>
        <translation>提出申请的人会看到。</translation>
    </message>
</context>
<context>
    <name>FilesTab</name>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>{count} new</source>
        <translation>新 {count}</translation>
    </message>
    <message>
        <source>A new scan is there. Keep it with {name}?</source>
        <translation>来了新扫描件。要存到{name}名下吗？</translation>
    </message>
    <message>
        <source>Look</source>
        <translation>去看看</translation>
    </message>
</context>
<context>
    <name>JobEndSheet</name>
    <message>
        <source>The job has ended</source>
        <translation>已离职</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Last day at work</source>
        <translation>最后工作日</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
</context>
<context>
    <name>LoanTab</name>
    <message>
        <source>Number</source>
        <translation>编号</translation>
    </message>
    <message>
        <source>Stage</source>
        <translation>环节</translation>
    </message>
    <message>
        <source>Amount</source>
        <translation>金额（元）</translation>
    </message>
    <message>
        <source>Business</source>
        <translation>经营实体</translation>
    </message>
    <message>
        <source>Working days left</source>
        <translation>剩余工作日</translation>
    </message>
    <message>
        <source>Loans</source>
        <translation>贷款</translation>
    </message>
    <message>
        <source>No loan yet</source>
        <translation>还没有贷款</translation>
    </message>
    <message>
        <source>The guarantee loan is filled in with what is known of the person.</source>
        <translation>办理时会自动带入本人已登记的信息。</translation>
    </message>
    <message>
        <source>Apply for a guarantee loan</source>
        <translation>办理创业担保贷款</translation>
    </message>
    <message>
        <source>Enter: open the loan</source>
        <translation>Enter：打开贷款</translation>
    </message>
</context>
<context>
    <name>LogTab</name>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Moved</source>
        <translation>变更</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>By</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Changes of state</source>
        <translation>状态变更</translation>
    </message>
    <message>
        <source>The case has not moved yet</source>
        <translation>状态还没有变更过</translation>
    </message>
</context>
<context>
    <name>Missing</name>
    <message>
        <source>Assess…</source>
        <translation>去测评…</translation>
    </message>
    <message>
        <source>Make the plan…</source>
        <translation>去制定计划…</translation>
    </message>
    <message>
        <source>Record a job…</source>
        <translation>去登记入职…</translation>
    </message>
    <message>
        <source>Note a contact…</source>
        <translation>去记联系…</translation>
    </message>
    <message>
        <source>To the approvals…</source>
        <translation>去审核…</translation>
    </message>
    <message>
        <source>To the loans…</source>
        <translation>去贷款…</translation>
    </message>
    <message>
        <source>To the transfer…</source>
        <translation>去转办…</translation>
    </message>
</context>
<context>
    <name>Moves</name>
    <message>
        <source>&amp;Approvals…</source>
        <translation>审核(&amp;A)…</translation>
    </message>
    <message>
        <source>Found a job &amp;elsewhere…</source>
        <translation>登记自行就业(&amp;E)…</translation>
    </message>
    <message>
        <source>Job has &amp;ended: {job}…</source>
        <translation>已离职(&amp;E)：{job}…</translation>
    </message>
    <message>
        <source>&amp;Transfer to another office…</source>
        <translation>转办到别的街道(&amp;T)…</translation>
    </message>
    <message>
        <source>Open a &amp;new case for this person</source>
        <translation>为本人新开个案(&amp;N)</translation>
    </message>
    <message>
        <source>Move to: {state}</source>
        <translation>转为：{state}</translation>
    </message>
    <message>
        <source>The reason is kept in the log of the case.</source>
        <translation>原因会记入个案变更。</translation>
    </message>
    <message>
        <source>The job is recorded. Checks follow by themselves.</source>
        <translation>已登记就业，到时自动提醒稳岗回访。</translation>
    </message>
    <message>
        <source>The job has ended; its checks stop.</source>
        <translation>已记离职，回访随之停止。</translation>
    </message>
    <message>
        <source>The case is now: {state}</source>
        <translation>个案现在是：{state}</translation>
    </message>
</context>
<context>
    <name>NextPanel</name>
    <message>
        <source>Next steps</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Add</source>
        <translation>添加</translation>
    </message>
    <message>
        <source>Nothing is promised. Ctrl+T sets the next step.</source>
        <translation>还没有下一步，按 Ctrl+T 添加。</translation>
    </message>
    <message>
        <source>Settled</source>
        <translation>已办结</translation>
    </message>
    <message>
        <source>Postpone…</source>
        <translation>推迟…</translation>
    </message>
    <message>
        <source>Settled: {title}</source>
        <translation>已办结：{title}</translation>
    </message>
    <message>
        <source>A check has its day from the first day at work. Note the attempt instead.</source>
        <translation>稳岗回访按到岗日推算，不能推迟。没打通就记一次联系。</translation>
    </message>
    <message>
        <source>Postponed to {day}</source>
        <translation>已推迟到{day}</translation>
    </message>
    <message>
        <source>Set: {title}</source>
        <translation>已添加：{title}</translation>
    </message>
    <message>
        <source>Due</source>
        <translation>到期</translation>
    </message>
    <message>
        <source>What</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>waits for {whom}</source>
        <translation>等{whom}</translation>
    </message>
</context>
<context>
    <name>NoteForm</name>
    <message>
        <source>When? Type 3 for in 3 days, 周五, or 2026-12-01.</source>
        <translation>下次是哪天？3 表示 3 天后，也可写 周五、2026-12-01。</translation>
    </message>
    <message>
        <source>What was said and agreed</source>
        <translation>说了什么、约定了什么</translation>
    </message>
    <message>
        <source>what, e.g. 电话回访</source>
        <translation>做什么，如 电话回访</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>服务类型</translation>
    </message>
    <message>
        <source>Channel</source>
        <translation>方式</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Settles</source>
        <translation>办结</translation>
    </message>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>内容</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下次</translation>
    </message>
    <message>
        <source>Contact again</source>
        <translation>再次联系</translation>
    </message>
</context>
<context>
    <name>PaperSheet</name>
    <message>
        <source>It counts at once. A colleague rechecks the paper later; keep it in the file.</source>
        <translation>登记后立即生效，过后由同事复核。请把签字单归档。</translation>
    </message>
    <message>
        <source>Record a signed paper</source>
        <translation>登记纸质审核</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Signed by</source>
        <translation>签字人</translation>
    </message>
    <message>
        <source>Signed on</source>
        <translation>签字日期</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可不填</translation>
    </message>
</context>
<context>
    <name>PauseSheet</name>
    <message>
        <source>A paused case leaves the worklist and comes back after its last day.</source>
        <translation>暂停期间不出现在今日清单，最后一天过后自动回来。</translation>
    </message>
    <message>
        <source>Pause the case</source>
        <translation>暂停个案</translation>
    </message>
    <message>
        <source>Pause</source>
        <translation>暂停</translation>
    </message>
    <message>
        <source>Last day of the pause</source>
        <translation>暂停到（含当天）</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>补充说明</translation>
    </message>
    <message>
        <source>Ill or hurt</source>
        <translation>生病或受伤</translation>
    </message>
    <message>
        <source>Caring for family</source>
        <translation>照顾家人</translation>
    </message>
    <message>
        <source>Away for a while</source>
        <translation>暂时外出</translation>
    </message>
    <message>
        <source>In training</source>
        <translation>正在培训</translation>
    </message>
    <message>
        <source>Asked for by the person</source>
        <translation>本人要求</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
</context>
<context>
    <name>PersonPanel</name>
    <message>
        <source>ID</source>
        <translation>证件</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>To fill in a form</source>
        <translation>填写表格</translation>
    </message>
    <message>
        <source>To check the document</source>
        <translation>核对证件</translation>
    </message>
    <message>
        <source>Asked by the person</source>
        <translation>本人要求</translation>
    </message>
    <message>
        <source>It is shown for one minute. The reason is written down.</source>
        <translation>显示一分钟后自动隐藏，原因会留痕。</translation>
    </message>
    <message>
        <source>Show the ID number</source>
        <translation>显示证件号码</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>There is no phone number on record. Add one with Edit.</source>
        <translation>还没有登记电话，请点“修改”补上。</translation>
    </message>
    <message>
        <source>{sex}, {age}</source>
        <translation>{sex} {age} 岁</translation>
    </message>
    <message>
        <source>Edit</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>Dial</source>
        <translation>拨号</translation>
    </message>
    <message>
        <source>none</source>
        <translation>无</translation>
    </message>
    <message>
        <source>Hukou</source>
        <translation>户籍</translation>
    </message>
    <message>
        <source>Lives in</source>
        <translation>现居</translation>
    </message>
    <message>
        <source>Education</source>
        <translation>学历</translation>
    </message>
    <message>
        <source>Experience</source>
        <translation>经历</translation>
    </message>
    <message>
        <source>Wants</source>
        <translation>意向</translation>
    </message>
    <message>
        <source>Expects</source>
        <translation>期望</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状况</translation>
    </message>
    <message>
        <source>{low}–{high} yuan</source>
        <translation>{low}–{high} 元</translation>
    </message>
    <message>
        <source>{low} yuan and up</source>
        <translation>{low} 元起</translation>
    </message>
    <message>
        <source>ends in {digits}</source>
        <translation>尾号 {digits}</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>家庭</translation>
    </message>
    <message>
        <source>registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Consent</source>
        <translation>授权</translation>
    </message>
    <message>
        <source>Use of personal data agreed on {day} ✓</source>
        <translation>个人信息处理同意书 {day} ✓</translation>
    </message>
    <message>
        <source>No consent on record. Have it signed and note it with Edit.</source>
        <translation>还没有信息使用授权。请本人签字后点“修改”登记。</translation>
    </message>
</context>
<context>
    <name>PlacementSheet</name>
    <message>
        <source>The case moves on to settling in; checks follow after 7, 30, 90 and 180 days.</source>
        <translation>登记后转入稳岗跟踪，第 7、30、90、180 天自动提醒回访。</translation>
    </message>
    <message>
        <source>Record a job found</source>
        <translation>登记自行就业</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Employer</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>First day at work</source>
        <translation>到岗日期</translation>
    </message>
    <message>
        <source>Pay a month</source>
        <translation>月工资</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可不填</translation>
    </message>
</context>
<context>
    <name>PostponeSheet</name>
    <message>
        <source>Postpone</source>
        <translation>推迟</translation>
    </message>
    <message>
        <source>To which day</source>
        <translation>推迟到</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>In your own words</source>
        <translation>补充说明</translation>
    </message>
    <message>
        <source>Asked for by the person</source>
        <translation>本人要求改期</translation>
    </message>
    <message>
        <source>Could not be reached</source>
        <translation>联系不上</translation>
    </message>
    <message>
        <source>Waiting for the employer</source>
        <translation>等单位答复</translation>
    </message>
    <message>
        <source>Other urgent work</source>
        <translation>另有急事</translation>
    </message>
    <message>
        <source>Another reason</source>
        <translation>其他原因</translation>
    </message>
</context>
<context>
    <name>PromiseSheet</name>
    <message>
        <source>Next step</source>
        <translation>下一步</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What</source>
        <translation>要做什么</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Time</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>May stay empty</source>
        <translation>可不填</translation>
    </message>
    <message>
        <source>Name whom you wait for, if it is not yours to do</source>
        <translation>要等别人办的，写明等谁</translation>
    </message>
    <message>
        <source>Waits for</source>
        <translation>等谁</translation>
    </message>
</context>
<context>
    <name>ReferralTab</name>
    <message>
        <source>Recommended</source>
        <translation>推荐时间</translation>
    </message>
    <message>
        <source>Vacancy</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>薪资</translation>
    </message>
    <message>
        <source>Answer</source>
        <translation>回执</translation>
    </message>
    <message>
        <source>Recommendations</source>
        <translation>岗位推荐</translation>
    </message>
    <message>
        <source>Nothing is recommended yet</source>
        <translation>还没有推荐过岗位</translation>
    </message>
    <message>
        <source>Tick vacancies at the right and press Ctrl+R.</source>
        <translation>在右侧勾选岗位，按 Ctrl+R 推荐。</translation>
    </message>
    <message>
        <source>Enter: record the answer</source>
        <translation>Enter：登记回执</translation>
    </message>
    <message>
        <source>Found a job elsewhere…</source>
        <translation>登记自行就业…</translation>
    </message>
</context>
<context>
    <name>ServiceTab</name>
    <message>
        <source>What happened</source>
        <translation>服务经过</translation>
    </message>
    <message>
        <source>Nothing is recorded yet</source>
        <translation>还没有服务记录</translation>
    </message>
    <message>
        <source>Press Ctrl+J, choose how you met with a number, and type.</source>
        <translation>按 Ctrl+J，用数字选联系方式，再写一句。</translation>
    </message>
    <message>
        <source>Your unfinished note is back.</source>
        <translation>已找回上次没写完的记录。</translation>
    </message>
    <message>
        <source>Taken back: noted by mistake</source>
        <translation>已撤销：误记</translation>
    </message>
    <message>
        <source>Noted</source>
        <translation>已记录</translation>
    </message>
    <message>
        <source>{name}: note</source>
        <translation>{name} · 服务记录</translation>
    </message>
    <message>
        <source>Corrected</source>
        <translation>已更正</translation>
    </message>
    <message>
        <source>Correct…</source>
        <translation>更正…</translation>
    </message>
    <message>
        <source>Correct</source>
        <translation>更正</translation>
    </message>
</context>
<context>
    <name>Sheet</name>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>WhenField</name>
    <message>
        <source>3 = in 3 days</source>
        <translation>3 = 3 天后</translation>
    </message>
    <message>
        <source>This is no day. Type 3 for in 3 days, 周五, or 2026-12-01.</source>
        <translation>看不懂这个日期。3 表示 3 天后，也可写 周五、2026-12-01。</translation>
    </message>
    <message>
        <source>That day has passed. Choose today or later.</source>
        <translation>这一天已经过了，请选今天或以后。</translation>
    </message>
</context>
</TS>
