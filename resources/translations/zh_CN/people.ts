<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ComparePane</name>
    <message>
        <source>Both records</source>
        <translation>两条登记</translation>
    </message>
    <message>
        <source>Merge into one</source>
        <translation>合并为一条</translation>
    </message>
    <message>
        <source>Two people</source>
        <translation>是两个人</translation>
    </message>
    <message>
        <source>Keep the other one</source>
        <translation>保留另一条</translation>
    </message>
    <message>
        <source>{day}  ·  cases {cases}</source>
        <translation>{day} 登记  ·  个案 {cases}</translation>
    </message>
    <message>
        <source>1  kept</source>
        <translation>1  保留</translation>
    </message>
    <message>
        <source>2  merged into it</source>
        <translation>2  并入</translation>
    </message>
    <message>
        <source>(empty)</source>
        <translation>（空）</translation>
    </message>
    <message>
        <source>Cases, loans, tags and promises of the second go to the first. Nothing is deleted, and it can be undone.</source>
        <translation>第二条的个案、贷款、标签和待办都归到第一条。什么都不删，可以撤销。</translation>
    </message>
    <message>
        <source> Both have an open case: the first one&apos;s goes on, the other ends as merged.</source>
        <translation>两条都有在办个案：第一条的继续，另一个记为“已合并”。</translation>
    </message>
</context>
<context>
    <name>Details</name>
    <message>
        <source>type part of the name</source>
        <translation>输入名称的一部分</translation>
    </message>
    <message>
        <source>Registered in</source>
        <translation>户籍地</translation>
    </message>
    <message>
        <source>Kind of household registration</source>
        <translation>户口性质</translation>
    </message>
    <message>
        <source>Registered address</source>
        <translation>户籍地址</translation>
    </message>
    <message>
        <source>Lives in</source>
        <translation>常住地</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>常住地址</translation>
    </message>
    <message>
        <source>Grid</source>
        <translation>网格</translation>
    </message>
    <message>
        <source>Another contact</source>
        <translation>备用联系人</translation>
    </message>
    <message>
        <source>name and relation</source>
        <translation>姓名和关系</translation>
    </message>
    <message>
        <source>Phone of that contact</source>
        <translation>备用联系电话</translation>
    </message>
    <message>
        <source>Ethnic group</source>
        <translation>民族</translation>
    </message>
    <message>
        <source>Political status</source>
        <translation>政治面貌</translation>
    </message>
    <message>
        <source>only needed for a loan</source>
        <translation>办贷款时才需要</translation>
    </message>
    <message>
        <source>Marital status</source>
        <translation>婚姻状况</translation>
    </message>
    <message>
        <source>School</source>
        <translation>毕业院校</translation>
    </message>
    <message>
        <source>Field of study</source>
        <translation>专业</translation>
    </message>
    <message>
        <source>Graduated on</source>
        <translation>毕业日期</translation>
    </message>
    <message>
        <source>Mode of study</source>
        <translation>教育类别</translation>
    </message>
    <message>
        <source>Skill level</source>
        <translation>技能等级</translation>
    </message>
    <message>
        <source>Professional title</source>
        <translation>职称</translation>
    </message>
    <message>
        <source>several with 、 between them</source>
        <translation>多个之间用“、”隔开</translation>
    </message>
    <message>
        <source>Certificates</source>
        <translation>证书</translation>
    </message>
    <message>
        <source>languages, computer, driving licence</source>
        <translation>外语、计算机、驾照等</translation>
    </message>
    <message>
        <source>Other skills</source>
        <translation>其他特长</translation>
    </message>
    <message>
        <source>such as 巴南区、渝中区</source>
        <translation>如 巴南区、渝中区</translation>
    </message>
    <message>
        <source>Wants to work in</source>
        <translation>期望地区</translation>
    </message>
    <message>
        <source>Form of work</source>
        <translation>用工形式</translation>
    </message>
    <message>
        <source>Conditions</source>
        <translation>工作条件</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>有意愿</translation>
    </message>
    <message>
        <source>no</source>
        <translation>暂无</translation>
    </message>
    <message>
        <source>Wants training</source>
        <translation>培训意愿</translation>
    </message>
    <message>
        <source>Training in</source>
        <translation>想学的工种</translation>
    </message>
    <message>
        <source>Wants to start a business</source>
        <translation>创业意愿</translation>
    </message>
    <message>
        <source>Services wanted</source>
        <translation>服务需求</translation>
    </message>
    <message>
        <source>Barriers to work</source>
        <translation>就业障碍</translation>
    </message>
    <message>
        <source>Health</source>
        <translation>健康状况</translation>
    </message>
    <message>
        <source>Kind of disability</source>
        <translation>残疾类别</translation>
    </message>
    <message>
        <source>as on the disability card</source>
        <translation>按残疾证填写</translation>
    </message>
    <message>
        <source>Grade of disability</source>
        <translation>残疾等级</translation>
    </message>
    <message>
        <source>Registered by</source>
        <translation>登记方式</translation>
    </message>
    <message>
        <source>Remarks</source>
        <translation>备注</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
    <message>
        <source>Employer</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Job</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Industry</source>
        <translation>行业</translation>
    </message>
    <message>
        <source>Why left</source>
        <translation>离职原因</translation>
    </message>
    <message>
        <source>such as 在岗, 上小学, 无业</source>
        <translation>如 在岗、上小学、无业</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Relation to the head</source>
        <translation>与户主关系</translation>
    </message>
    <message>
        <source>What they do</source>
        <translation>目前情况</translation>
    </message>
</context>
<context>
    <name>DuplicatesScreen</name>
    <message>
        <source>Perhaps one person</source>
        <translation>疑似同一人</translation>
    </message>
    <message>
        <source>Merged</source>
        <translation>已合并</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>Merged by mistake</source>
        <translation>合并错了</translation>
    </message>
    <message>
        <source>Merged; both numbers lead to the one that is kept</source>
        <translation>已合并；用两个证件号都能查到保留的这一条</translation>
    </message>
    <message>
        <source>Noted as two people; they are not asked about again</source>
        <translation>已记为两个人，以后不再提示</translation>
    </message>
    <message>
        <source>{kept} and {merged} become two records again. What was changed since stays as it is.</source>
        <translation>{kept} 和 {merged} 恢复成两条登记。合并之后又改过的内容保持现状。</translation>
    </message>
    <message>
        <source>They are two people</source>
        <translation>是两个人</translation>
    </message>
    <message>
        <source>Take the merge back</source>
        <translation>撤销合并</translation>
    </message>
    <message>
        <source>Two records again</source>
        <translation>已恢复成两条登记</translation>
    </message>
    <message>
        <source>changed since and left as they are: {count}</source>
        <translation>合并后又改过、保持现状的有 {count} 项</translation>
    </message>
    <message>
        <source>{count} to be judged</source>
        <translation>{count} 对待判断</translation>
    </message>
    <message>
        <source>Two records</source>
        <translation>两条登记</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>依据</translation>
    </message>
    <message>
        <source>Nobody looks alike</source>
        <translation>没有疑似重复</translation>
    </message>
    <message>
        <source>Records with the same number, phone or sound of name come here until somebody judged them.</source>
        <translation>证件号、电话相同或姓名同音的登记会列在这里，判断过的不再出现。</translation>
    </message>
    <message>
        <source>Enter: compare  ·  1 / 2: choose</source>
        <translation>回车：比较  ·  1 / 2：选择</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>保留</translation>
    </message>
    <message>
        <source>Merged into it</source>
        <translation>并入的登记</translation>
    </message>
    <message>
        <source>When</source>
        <translation>时间</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>经办人</translation>
    </message>
    <message>
        <source>Nothing was merged</source>
        <translation>没有合并过</translation>
    </message>
    <message>
        <source>A merge found wrong is taken back here.</source>
        <translation>合并错了，在这里撤销。</translation>
    </message>
    <message>
        <source>Enter: take the merge back</source>
        <translation>回车：撤销合并</translation>
    </message>
</context>
<context>
    <name>Essentials</name>
    <message>
        <source>The person agrees</source>
        <translation>已征得本人同意</translation>
    </message>
    <message>
        <source>These facts are used for employment services only.</source>
        <translation>以上信息只用于就业服务。</translation>
    </message>
    <message>
        <source>&amp;Consent</source>
        <translation>信息使用同意(&amp;C)</translation>
    </message>
    <message>
        <source>{sex}, {age} years, born {day}</source>
        <translation>{sex}，{age} 岁，{day} 出生</translation>
    </message>
    <message>
        <source>{problem} Press Enter again to take it.</source>
        <translation>{problem}再按一次 Enter 采用。</translation>
    </message>
    <message>
        <source>Two numbers; the first is dialled first.</source>
        <translation>多个号码，拨号时先拨第一个。</translation>
    </message>
    <message>
        <source>type, paste or swipe the card</source>
        <translation>输入、粘贴或刷身份证</translation>
    </message>
    <message>
        <source>&amp;Document number</source>
        <translation>证件号码(&amp;D)</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>&amp;Mobile</source>
        <translation>手机(&amp;M)</translation>
    </message>
    <message>
        <source>Document</source>
        <translation>证件类型</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Date of birth</source>
        <translation>出生日期</translation>
    </message>
    <message>
        <source>such as 大专 or dz</source>
        <translation>如 大专 或 dz</translation>
    </message>
    <message>
        <source>&amp;Education</source>
        <translation>学历(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Now</source>
        <translation>就业状态(&amp;N)</translation>
    </message>
    <message>
        <source>&amp;Wanted job</source>
        <translation>求职工种(&amp;W)</translation>
    </message>
    <message>
        <source>Second wish</source>
        <translation>第二意向</translation>
    </message>
    <message>
        <source>Third wish</source>
        <translation>第三意向</translation>
    </message>
    <message>
        <source>occupation, or own words</source>
        <translation>工种名称或首字母</translation>
    </message>
    <message>
        <source>&amp;Pay a month, from</source>
        <translation>期望月薪(&amp;P)</translation>
    </message>
    <message>
        <source>to</source>
        <translation>至</translation>
    </message>
    <message>
        <source>C&amp;ommunity</source>
        <translation>社区(&amp;O)</translation>
    </message>
    <message>
        <source>type, or press ↓</source>
        <translation>输入或按 ↓ 选择</translation>
    </message>
    <message>
        <source>Job-seeker category</source>
        <translation>求职者类别</translation>
    </message>
</context>
<context>
    <name>Groups</name>
    <message>
        <source>type; several are possible</source>
        <translation>输入选择，可多个</translation>
    </message>
    <message>
        <source>Key groups</source>
        <translation>重点群体</translation>
    </message>
    <message>
        <source>&amp;Key groups</source>
        <translation>重点群体(&amp;K)</translation>
    </message>
    <message>
        <source>certificate and number, or who confirmed it</source>
        <translation>证件名称和编号，或核实人</translation>
    </message>
    <message>
        <source>Group</source>
        <translation>群体</translation>
    </message>
    <message>
        <source>Basis</source>
        <translation>认定依据</translation>
    </message>
    <message>
        <source>From</source>
        <translation>自</translation>
    </message>
    <message>
        <source>Until</source>
        <translation>至</translation>
    </message>
</context>
<context>
    <name>MemberRows</name>
    <message>
        <source>registered</source>
        <translation>已登记</translation>
    </message>
    <message>
        <source>Register too</source>
        <translation>为其登记</translation>
    </message>
    <message>
        <source>Register {name} too</source>
        <translation>为{name}登记</translation>
    </message>
</context>
<context>
    <name>RegionsField</name>
    <message>
        <source>No district is called “{word}”. Write it in full, such as 巴南区 or 四川省 广安市.</source>
        <translation>没有叫“{word}”的地区。请写全称，如 巴南区、四川省广安市。</translation>
    </message>
</context>
<context>
    <name>RegistrationFormView</name>
    <message>
        <source>Household registration and address</source>
        <translation>户籍与住址</translation>
    </message>
    <message>
        <source>Schooling and skills</source>
        <translation>教育与技能</translation>
    </message>
    <message>
        <source>Work experience</source>
        <translation>工作经历</translation>
    </message>
    <message>
        <source>Household</source>
        <translation>家庭成员</translation>
    </message>
    <message>
        <source>Wishes and barriers</source>
        <translation>意愿与障碍</translation>
    </message>
    <message>
        <source>Registered by, remarks</source>
        <translation>登记方式与备注</translation>
    </message>
    <message>
        <source>{count} filled in</source>
        <translation>已填 {count} 项</translation>
    </message>
    <message>
        <source>{count} listed</source>
        <translation>{count} 条</translation>
    </message>
    <message>
        <source>nothing yet</source>
        <translation>未填</translation>
    </message>
</context>
<context>
    <name>RegistrationScreen</name>
    <message>
        <source>Other documen&amp;t</source>
        <translation>其他证件(&amp;T)</translation>
    </message>
    <message>
        <source>Still to be put right: {count}</source>
        <translation>还有 {count} 处需要补正</translation>
    </message>
    <message>
        <source>Changes saved: {name}</source>
        <translation>已保存修改：{name}</translation>
    </message>
    <message>
        <source>Registered: {name}</source>
        <translation>已登记：{name}</translation>
    </message>
    <message>
        <source>Saved. Register somebody of the household too?</source>
        <translation>已保存。同住的家庭成员也登记吗？</translation>
    </message>
    <message>
        <source>No name yet</source>
        <translation>未填姓名</translation>
    </message>
    <message>
        <source>{name} is already registered. Press Enter to open.</source>
        <translation>{name} 已登记，按 Enter 打开。</translation>
    </message>
    <message>
        <source>Registration of {name}</source>
        <translation>求职登记 · {name}</translation>
    </message>
    <message>
        <source>Save changes</source>
        <translation>保存修改</translation>
    </message>
    <message>
        <source>Save and go to the case</source>
        <translation>保存并打开个案</translation>
    </message>
    <message>
        <source>Save and open a case</source>
        <translation>保存并建立个案</translation>
    </message>
    <message>
        <source>Registration of a relative: {name}</source>
        <translation>为家庭成员登记 · {name}</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>求职登记</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Register and open a case</source>
        <translation>登记并建立个案</translation>
    </message>
    <message>
        <source>Drafts are kept by themselves</source>
        <translation>填写时自动存为草稿</translation>
    </message>
    <message>
        <source>Draft kept automatically at {time}</source>
        <translation>草稿 {time} 已自动保存</translation>
    </message>
</context>
<context>
    <name>Rows</name>
    <message>
        <source>Remove</source>
        <translation>移除</translation>
    </message>
</context>
<context>
    <name>SidePanel</name>
    <message>
        <source>This person</source>
        <translation>证件信息</translation>
    </message>
    <message>
        <source>Perhaps the same person</source>
        <translation>可能是同一人</translation>
    </message>
    <message>
        <source>Open drafts</source>
        <translation>未完成的草稿</translation>
    </message>
    <message>
        <source>Registered today</source>
        <translation>今天登记</translation>
    </message>
    <message>
        <source>Sex, age and origin fill themselves in from the document number.</source>
        <translation>填好证件号码，性别、年龄、户籍自动显示。</translation>
    </message>
    <message>
        <source>Sex</source>
        <translation>性别</translation>
    </message>
    <message>
        <source>Age</source>
        <translation>年龄</translation>
    </message>
    <message>
        <source>{age} years</source>
        <translation>{age} 岁</translation>
    </message>
    <message>
        <source>Born</source>
        <translation>出生</translation>
    </message>
    <message>
        <source>Origin</source>
        <translation>户籍</translation>
    </message>
    <message>
        <source>unknown code {code}</source>
        <translation>未知区划 {code}</translation>
    </message>
    <message>
        <source>{name} is already registered</source>
        <translation>{name} 已登记</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>same phone</source>
        <translation>电话相同</translation>
    </message>
    <message>
        <source>same name</source>
        <translation>姓名相同</translation>
    </message>
    <message>
        <source>Nobody yet today.</source>
        <translation>今天还没有人登记。</translation>
    </message>
    <message>
        <source>Open {name}</source>
        <translation>打开 {name}</translation>
    </message>
    <message>
        <source>Go on with {title}</source>
        <translation>继续填写 {title}</translation>
    </message>
    <message>
        <source>Drop</source>
        <translation>丢弃</translation>
    </message>
    <message>
        <source>Drop the draft {title}</source>
        <translation>丢弃草稿 {title}</translation>
    </message>
</context>
</TS>
