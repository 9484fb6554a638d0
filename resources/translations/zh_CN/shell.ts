<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>FirstRun</name>
    <message>
        <source>Welcome</source>
        <translation>欢迎使用</translation>
    </message>
    <message>
        <source>Everything is kept encrypted on this PC and works without a network. Fill in your office to begin, or practise with a sample office first.</source>
        <translation>全部资料加密保存在本机，不联网也能用。填好本单位就可以开始；也可以先用样例单位练习。</translation>
    </message>
    <message>
        <source>Practise with a sample office</source>
        <translation>先用样例单位练习</translation>
    </message>
    <message>
        <source>Set up this office</source>
        <translation>建立本单位</translation>
    </message>
    <message>
        <source>Join a connected office…</source>
        <translation>加入已联网的街道…</translation>
    </message>
    <message>
        <source>Preparing the store, a moment…</source>
        <translation>正在建立资料库，请稍候…</translation>
    </message>
    <message>
        <source>Name of the office</source>
        <translation>单位名称</translation>
    </message>
    <message>
        <source>e.g. 莲花街道公共就业服务站</source>
        <translation>例：莲花街道公共就业服务站</translation>
    </message>
    <message>
        <source>District or county</source>
        <translation>区（县）</translation>
    </message>
    <message>
        <source>name or initials</source>
        <translation>名称或首字母</translation>
    </message>
    <message>
        <source>Street or township</source>
        <translation>街道（乡镇）</translation>
    </message>
    <message>
        <source>e.g. 莲花街道</source>
        <translation>例：莲花街道</translation>
    </message>
    <message>
        <source>Your name</source>
        <translation>您的姓名</translation>
    </message>
    <message>
        <source>Login name</source>
        <translation>登录名</translation>
    </message>
    <message>
        <source>letters or digits</source>
        <translation>字母或数字</translation>
    </message>
    <message>
        <source>You are the first officer and can add others later.</source>
        <translation>您是第一位专员，以后可以再添加同事。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>At least {least} characters. Nobody can read the store without it.</source>
        <translation>至少 {least} 位。没有它谁也打不开资料库，请记牢。</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再输一次密码</translation>
    </message>
    <message>
        <source>Use at least {least} characters.</source>
        <translation>密码至少 {least} 位。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>两次密码不一样，请再输一次。</translation>
    </message>
</context>
<context>
    <name>Gate</name>
    <message>
        <source>Caseworker</source>
        <translation>就业帮扶工作台</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>The folder cannot be written to. You can look things up, but nothing can be saved.</source>
        <translation>资料文件夹不能写入：可以查看，但不能保存。</translation>
    </message>
    <message>
        <source>Try again</source>
        <translation>重试</translation>
    </message>
    <message>
        <source>Close the program</source>
        <translation>关闭程序</translation>
    </message>
    <message>
        <source>The office is open elsewhere</source>
        <translation>本单位已在别处打开</translation>
    </message>
    <message>
        <source>Another window or another user of this PC has this office open. Close it there, then try again. Nothing is lost.</source>
        <translation>本机另一个窗口或另一位用户正在使用。请先在那边关闭，再点“重试”。资料没有丢失。</translation>
    </message>
    <message>
        <source>The store is not where it was</source>
        <translation>资料库不在原处</translation>
    </message>
    <message>
        <source>The keys of this office are here, but its store is not: somebody moved or deleted the file. Put store.db back into the data folder, or have the latest backup restored, then try again.</source>
        <translation>本单位的钥匙还在，资料库文件却不见了：可能被移走或删除。请把 store.db 放回资料文件夹，或请人恢复最近一次备份，然后重试。</translation>
    </message>
    <message>
        <source>This store was written by a newer version</source>
        <translation>资料库由更新的版本写过</translation>
    </message>
    <message>
        <source>Install the same or a newer version of the program on this PC, then open the office again. The store was left untouched.</source>
        <translation>请在本机安装相同或更新的版本再打开。程序没有改动资料库。</translation>
    </message>
    <message>
        <source>The store is damaged</source>
        <translation>资料库损坏</translation>
    </message>
    <message>
        <source>The file cannot be read to its end. It was left as it is. Have the latest backup restored from the folder backups; nothing is overwritten by that.</source>
        <translation>文件读不完整，程序没有改动它。请从 backups 文件夹恢复最近一次备份；恢复不会覆盖现有文件。</translation>
    </message>
    <message>
        <source>The office cannot be opened</source>
        <translation>打不开本单位的资料</translation>
    </message>
    <message>
        <source>Try again, or ask your supervisor.</source>
        <translation>请重试，或请主管处理。</translation>
    </message>
</context>
<context>
    <name>MainWindow</name>
    <message>
        <source>Caseworker</source>
        <translation>就业帮扶工作台</translation>
    </message>
    <message>
        <source>Find</source>
        <translation>查找</translation>
    </message>
    <message>
        <source>Record a contact</source>
        <translation>记一次联系</translation>
    </message>
    <message>
        <source>New registration</source>
        <translation>新登记</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>后退</translation>
    </message>
    <message>
        <source>Forward</source>
        <translation>前进</translation>
    </message>
    <message>
        <source>Next part of the window</source>
        <translation>切换窗口区域</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Shortcuts</source>
        <translation>快捷键</translation>
    </message>
</context>
<context>
    <name>Navigation</name>
    <message>
        <source>District</source>
        <translation>区县汇总</translation>
    </message>
    <message>
        <source>Today</source>
        <translation>今日</translation>
    </message>
    <message>
        <source>Cases</source>
        <translation>帮扶个案</translation>
    </message>
    <message>
        <source>Case</source>
        <translation>个案</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>Assessments</source>
        <translation>测评</translation>
    </message>
    <message>
        <source>Plan</source>
        <translation>帮扶计划</translation>
    </message>
    <message>
        <source>Look-alikes</source>
        <translation>疑似重复</translation>
    </message>
    <message>
        <source>Job seekers</source>
        <translation>求职登记</translation>
    </message>
    <message>
        <source>Registration</source>
        <translation>登记</translation>
    </message>
    <message>
        <source>Vacancies</source>
        <translation>岗位与单位</translation>
    </message>
    <message>
        <source>Start-up loans</source>
        <translation>创业贷款</translation>
    </message>
    <message>
        <source>Reports</source>
        <translation>报表台账</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
</context>
<context>
    <name>SearchBox</name>
    <message>
        <source>Find people, employers, vacancies, commands</source>
        <translation>查找人员、单位、岗位、命令</translation>
    </message>
    <message>
        <source>Record a contact with whom? Name, initials, last four digits, phone</source>
        <translation>给谁记一次联系？姓名、首字母、证件后四位、电话</translation>
    </message>
    <message>
        <source>Name / initials / last four of ID / phone</source>
        <translation>姓名 / 拼音首字母 / 证件后四位 / 电话</translation>
    </message>
</context>
<context>
    <name>ShortcutSheet</name>
    <message>
        <source>Help and shortcuts</source>
        <translation>帮助与快捷键</translation>
    </message>
    <message>
        <source>Everything can be done without the mouse. What is written is saved on this PC at once.</source>
        <translation>全部操作都可以不用鼠标；写下的内容随时保存在本机。</translation>
    </message>
    <message>
        <source>Window</source>
        <translation>窗口</translation>
    </message>
    <message>
        <source>Lists</source>
        <translation>列表</translation>
    </message>
    <message>
        <source>Forms</source>
        <translation>表单</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Copy as Excel takes it</source>
        <translation>复制（可直接贴进 Excel）</translation>
    </message>
    <message>
        <source>Select all</source>
        <translation>全选</translation>
    </message>
    <message>
        <source>Filter row</source>
        <translation>筛选行</translation>
    </message>
    <message>
        <source>What can be done with a row</source>
        <translation>这一行能做什么</translation>
    </message>
    <message>
        <source>Next field</source>
        <translation>下一项</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Open the list of a field</source>
        <translation>打开选项列表</translation>
    </message>
    <message>
        <source>Open the calendar</source>
        <translation>打开日历</translation>
    </message>
    <message>
        <source>Take the first line of a list</source>
        <translation>选列表第一行</translation>
    </message>
    <message>
        <source>Undo what the toast offers</source>
        <translation>撤销刚才的操作</translation>
    </message>
</context>
<context>
    <name>Sidebar</name>
    <message>
        <source>Navigation</source>
        <translation>导航</translation>
    </message>
    <message>
        <source>Caseworker</source>
        <translation>就业帮扶工作台</translation>
    </message>
    <message>
        <source>Saved on this PC</source>
        <translation>已保存在本机</translation>
    </message>
    <message>
        <source>Saved on this PC
{count} not reported yet</source>
        <translation>已保存在本机
{count} 条未上报</translation>
    </message>
    <message>
        <source>Lock</source>
        <translation>锁定</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>Help</source>
        <translation>帮助</translation>
    </message>
</context>
<context>
    <name>SignIn</name>
    <message>
        <source>Locked</source>
        <translation>已锁定</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Practice · sample data</source>
        <translation>练习 · 样例数据</translation>
    </message>
    <message>
        <source>Officer</source>
        <translation>专员</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>&amp;Password</source>
        <translation>密码(&amp;P)</translation>
    </message>
    <message>
        <source>To practise: the password is {password}</source>
        <translation>练习用，口令是 {password}</translation>
    </message>
    <message>
        <source>Unlock</source>
        <translation>解锁</translation>
    </message>
    <message>
        <source>Choose who you are.</source>
        <translation>请选择您是哪一位。</translation>
    </message>
    <message>
        <source>Type your password.</source>
        <translation>请输入密码。</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>employment specialist</source>
        <translation>就业服务专员</translation>
    </message>
    <message>
        <source>supervisor</source>
        <translation>街道主管</translation>
    </message>
    <message>
        <source>district manager</source>
        <translation>区县管理员</translation>
    </message>
    <message>
        <source>auditor</source>
        <translation>审计员</translation>
    </message>
    <message>
        <source>administrator</source>
        <translation>管理员</translation>
    </message>
</context>
<context>
    <name>TopBar</name>
    <message>
        <source>Practice · sample data</source>
        <translation>练习 · 样例数据</translation>
    </message>
    <message>
        <source>Record a contact</source>
        <translation>记一次联系</translation>
    </message>
    <message>
        <source>New registration</source>
        <translation>新登记</translation>
    </message>
    <message>
        <source>Read only: nothing can be saved</source>
        <translation>只读：现在不能保存</translation>
    </message>
    <message>
        <source>Saving…</source>
        <translation>正在保存…</translation>
    </message>
    <message>
        <source>● Saved on this PC</source>
        <translation>● 本地已保存</translation>
    </message>
</context>
<context>
    <name>_ResultDelegate</name>
    <message>
        <source>Command</source>
        <translation>命令</translation>
    </message>
</context>
<context>
    <name>_Results</name>
    <message>
        <source>Search results</source>
        <translation>查找结果</translation>
    </message>
    <message>
        <source>Nothing found. Check the spelling, or register a new person with Ctrl+N.</source>
        <translation>没有找到。请核对输入，或按 Ctrl+N 新登记。</translation>
    </message>
    <message>
        <source>↑ ↓ choose · Enter open · Esc close</source>
        <translation>↑ ↓ 选择 · Enter 打开 · Esc 关闭</translation>
    </message>
</context>
</TS>
