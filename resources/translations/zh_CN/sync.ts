<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ConflictPane</name>
    <message>
        <source>Both values</source>
        <translation>两个值</translation>
    </message>
    <message>
        <source>{field}: settled</source>
        <translation>{field}：已核对</translation>
    </message>
    <message>
        <source>To check the document</source>
        <translation>核对证件</translation>
    </message>
    <message>
        <source>To call the person</source>
        <translation>联系本人</translation>
    </message>
    <message>
        <source>Both numbers are shown in full. The reason is written down.</source>
        <translation>两个号码都完整显示，理由会记入日志。</translation>
    </message>
    <message>
        <source>Show the numbers</source>
        <translation>显示完整号码</translation>
    </message>
    <message>
        <source>Show</source>
        <translation>显示</translation>
    </message>
    <message>
        <source>A record no longer here</source>
        <translation>已不在本机的记录</translation>
    </message>
    <message>
        <source>Compare and merge</source>
        <translation>比较并合并</translation>
    </message>
    <message>
        <source>Open the other person</source>
        <translation>打开另一人</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>Two people here have the same document number. Check which one is right.</source>
        <translation>本街道有两个人登记了同一个证件号码。请核对哪一个对，在登记里改正另一个。</translation>
    </message>
    <message>
        <source>Another office has registered the same document number. Check the document; if it is the same person, agree who goes on and hand the case over.</source>
        <translation>别的街道也登记了这个证件号码。请核对证件；确是同一人，与对方商定由谁服务，再转办。</translation>
    </message>
    <message>
        <source>The office that had this case before wrote this while it was already yours.</source>
        <translation>原来的街道在个案转到这里之后还写了这些，请过目或选用。</translation>
    </message>
    <message>
        <source>One of you deleted this record while the other changed it. It was kept; choose.</source>
        <translation>一处删除了这条记录，另一处修改了它。记录先保留着，请选择。</translation>
    </message>
    <message>
        <source>Two people changed the same field before they heard of each other. Nothing is lost; choose.</source>
        <translation>两处在联网之前改了同一项。两个值都在，请选对的那个。</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>Records to check</source>
        <translation>待核对的记录</translation>
    </message>
    <message>
        <source>Nothing to check</source>
        <translation>没有待核对的</translation>
    </message>
    <message>
        <source>When two people change the same field offline, both values come here.</source>
        <translation>两处离线时改了同一项，两个值都会列在这里，由您选定。</translation>
    </message>
    <message>
        <source>Enter: look  ·  1 / 2: choose</source>
        <translation>Enter：看两个值  ·  1 / 2：选定</translation>
    </message>
    <message>
        <source>{count} open</source>
        <translation>{count} 处待选</translation>
    </message>
    <message>
        <source>by rule</source>
        <translation>按规则</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已核对</translation>
    </message>
</context>
<context>
    <name>ConnectionCard</name>
    <message>
        <source>Password there…</source>
        <translation>中心密码…</translation>
    </message>
    <message>
        <source>Changing the password…</source>
        <translation>正在更改密码…</translation>
    </message>
    <message>
        <source>The password at the central store is changed. Your other PCs ask for it when they next report.</source>
        <translation>中心密码已更改。您的其他电脑下次上报时要用新密码登录。</translation>
    </message>
    <message>
        <source>Central store of the district</source>
        <translation>区县中心</translation>
    </message>
    <message>
        <source>Connect…</source>
        <translation>连接…</translation>
    </message>
    <message>
        <source>Sign in there…</source>
        <translation>登录中心…</translation>
    </message>
    <message>
        <source>Disconnect…</source>
        <translation>断开…</translation>
    </message>
    <message>
        <source>Everything stays on this PC. What was not reported yet waits until it is connected again, for which a new code is needed.</source>
        <translation>资料都留在本机；没报上去的，等重新连接后再报，那时需要新的接入码。</translation>
    </message>
    <message>
        <source>Another PC takes over</source>
        <translation>换了电脑</translation>
    </message>
    <message>
        <source>To connect anew</source>
        <translation>要重新连接</translation>
    </message>
    <message>
        <source>Disconnect from the central store</source>
        <translation>断开与中心的连接</translation>
    </message>
    <message>
        <source>Disconnect</source>
        <translation>断开</translation>
    </message>
    <message>
        <source>Connecting…</source>
        <translation>正在连接…</translation>
    </message>
    <message>
        <source>Signing in…</source>
        <translation>正在登录…</translation>
    </message>
    <message>
        <source>Connected. Sync has begun.</source>
        <translation>已连接，开始同步。</translation>
    </message>
    <message>
        <source>Disconnected. This PC works alone.</source>
        <translation>已断开，本机独立工作。</translation>
    </message>
    <message>
        <source>Connection</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>none: this PC works alone</source>
        <translation>无，本机独立工作</translation>
    </message>
    <message>
        <source>To connect, a supervisor needs the address, the certificate file and a one-time code.</source>
        <translation>要连接，由街道主管准备好中心地址、证书文件和一次性接入码。</translation>
    </message>
    <message>
        <source>yes</source>
        <translation>是</translation>
    </message>
    <message>
        <source>no: nothing is reported until you sign in</source>
        <translation>否，登录后才会上报</translation>
    </message>
    <message>
        <source>Address</source>
        <translation>中心地址</translation>
    </message>
    <message>
        <source>Signed in there</source>
        <translation>已登录中心</translation>
    </message>
    <message>
        <source>Only the server that the district&apos;s certificate vouches for is ever talked to.</source>
        <translation>本机只与区县证书认可的服务器通信。</translation>
    </message>
</context>
<context>
    <name>ConnectionSheet</name>
    <message>
        <source>Copy these from the notice of the district. The code works once, for 24 hours.</source>
        <translation>照区县的接入通知填写。接入码只能用一次，24 小时内有效。</translation>
    </message>
    <message>
        <source>Connect to the central store</source>
        <translation>连接中心</translation>
    </message>
    <message>
        <source>Connect</source>
        <translation>连接</translation>
    </message>
    <message>
        <source>Your login name</source>
        <translation>您的登录名</translation>
    </message>
    <message>
        <source>The one you sign in with here. It does not leave this PC.</source>
        <translation>就是在本机登录用的密码，不会离开本机。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>Duel</name>
    <message>
        <source>now changed to: {value}</source>
        <translation>现已改为：{value}</translation>
    </message>
    <message>
        <source>look at it</source>
        <translation>请过目</translation>
    </message>
    <message>
        <source>choose one</source>
        <translation>请选一个</translation>
    </message>
    <message>
        <source>settled</source>
        <translation>已核对</translation>
    </message>
    <message>
        <source>by rule; may be turned round</source>
        <translation>已按规则采用较新的，可以改选</translation>
    </message>
    <message>
        <source>1  shown now</source>
        <translation>1  现在显示</translation>
    </message>
    <message>
        <source>2  the other</source>
        <translation>2  另一处填的</translation>
    </message>
    <message>
        <source>1  kept then</source>
        <translation>1  当时保留</translation>
    </message>
    <message>
        <source>1  shown before</source>
        <translation>1  原来显示</translation>
    </message>
    <message>
        <source>2  shown now</source>
        <translation>2  现在显示</translation>
    </message>
    <message>
        <source>Also registered at: {office}</source>
        <translation>也在这里登记：{office}</translation>
    </message>
    <message>
        <source>Looked at</source>
        <translation>看过了</translation>
    </message>
    <message>
        <source>chosen</source>
        <translation>已选</translation>
    </message>
    <message>
        <source>taken</source>
        <translation>已采用</translation>
    </message>
</context>
<context>
    <name>EntrySheet</name>
    <message>
        <source>At least {least} characters; on all your PCs the same.</source>
        <translation>至少 {least} 位，与您在其他电脑上的相同。</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
    <message>
        <source>Password again</source>
        <translation>再输一次密码</translation>
    </message>
    <message>
        <source>Use at least {least} characters.</source>
        <translation>至少要 {least} 位。</translation>
    </message>
    <message>
        <source>The two passwords differ. Type it again.</source>
        <translation>两次输入的密码不同，请重新输入。</translation>
    </message>
</context>
<context>
    <name>HistoryTab</name>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>Took</source>
        <translation>用时</translation>
    </message>
    <message>
        <source>Sent</source>
        <translation>上报</translation>
    </message>
    <message>
        <source>Received</source>
        <translation>收到</translation>
    </message>
    <message>
        <source>Outcome</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>同步记录</translation>
    </message>
    <message>
        <source>No meeting yet</source>
        <translation>还没有同步过</translation>
    </message>
    <message>
        <source>Each meeting with the central store is listed.</source>
        <translation>每次与中心同步都会记在这里。</translation>
    </message>
    <message>
        <source>{seconds} s</source>
        <translation>{seconds} 秒</translation>
    </message>
    <message>
        <source>failed</source>
        <translation>未成功</translation>
    </message>
    <message>
        <source>not finished</source>
        <translation>未完成</translation>
    </message>
    <message>
        <source>went well</source>
        <translation>正常</translation>
    </message>
</context>
<context>
    <name>JoinSheet</name>
    <message>
        <source>Copy these from the notice you were given. The records of the office are fetched by themselves; one can work meanwhile.</source>
        <translation>照接入通知填写。本街道的资料会自动取来，其间可以照常工作。</translation>
    </message>
    <message>
        <source>Join a connected office</source>
        <translation>加入已联网的街道</translation>
    </message>
    <message>
        <source>Join</source>
        <translation>加入</translation>
    </message>
    <message>
        <source>Your login name</source>
        <translation>您的登录名</translation>
    </message>
</context>
<context>
    <name>NoticeSheet</name>
    <message>
        <source>Address</source>
        <translation>中心地址</translation>
    </message>
    <message>
        <source>Certificates (*.pem *.crt *.cer)</source>
        <translation>证书 (*.pem *.crt *.cer)</translation>
    </message>
    <message>
        <source>Certificate of the district</source>
        <translation>区县证书</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>选择…</translation>
    </message>
    <message>
        <source>Certificate file</source>
        <translation>证书文件</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>接入码</translation>
    </message>
    <message>
        <source>Name of this PC</source>
        <translation>本机名称</translation>
    </message>
    <message>
        <source>e.g. window 1</source>
        <translation>如 1 号窗口</translation>
    </message>
</context>
<context>
    <name>PasswordSheet</name>
    <message>
        <source>New password</source>
        <translation>新密码</translation>
    </message>
    <message>
        <source>New password again</source>
        <translation>再输一次新密码</translation>
    </message>
    <message>
        <source>This changes what you sign in to the central store with. The password that opens this PC stays as it is.</source>
        <translation>这里改的是登录区县中心用的密码；打开本机用的密码不变。</translation>
    </message>
    <message>
        <source>Password at the central store</source>
        <translation>中心密码</translation>
    </message>
    <message>
        <source>Change</source>
        <translation>更改</translation>
    </message>
    <message>
        <source>Your login name</source>
        <translation>您的登录名</translation>
    </message>
    <message>
        <source>I know the old one</source>
        <translation>记得原密码</translation>
    </message>
    <message>
        <source>I have a one-time code</source>
        <translation>有一次性验证码</translation>
    </message>
    <message>
        <source>How</source>
        <translation>办法</translation>
    </message>
    <message>
        <source>Old password</source>
        <translation>原密码</translation>
    </message>
    <message>
        <source>Your supervisor or the district gives one when the password is forgotten.</source>
        <translation>忘记密码时，由主管或区县发给您。</translation>
    </message>
    <message>
        <source>One-time code</source>
        <translation>一次性验证码</translation>
    </message>
</context>
<context>
    <name>PendingTab</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>改了什么</translation>
    </message>
    <message>
        <source>By</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>Where</source>
        <translation>在哪</translation>
    </message>
    <message>
        <source>Not reported yet</source>
        <translation>未上报</translation>
    </message>
    <message>
        <source>Everything is reported</source>
        <translation>都已上报</translation>
    </message>
    <message>
        <source>What is saved here goes up by itself at the next meeting.</source>
        <translation>在这里保存的内容，下次联网自动上传。</translation>
    </message>
    <message>
        <source>Enter: open the person</source>
        <translation>Enter：打开此人</translation>
    </message>
    <message>
        <source>  ·  and {count} more</source>
        <translation>  ·  另有 {count} 条</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新登记的</translation>
    </message>
    <message>
        <source>on its way</source>
        <translation>正在上传</translation>
    </message>
    <message>
        <source>on this PC</source>
        <translation>在本机</translation>
    </message>
</context>
<context>
    <name>SignInSheet</name>
    <message>
        <source>With your name and your password at the central store: the one of this PC, unless you changed it.</source>
        <translation>用您的登录名和中心密码登录；没有改过中心密码的，就是本机的密码。</translation>
    </message>
    <message>
        <source>Sign in to the central store</source>
        <translation>登录中心</translation>
    </message>
    <message>
        <source>Sign in</source>
        <translation>登录</translation>
    </message>
    <message>
        <source>Your login name</source>
        <translation>您的登录名</translation>
    </message>
    <message>
        <source>Password</source>
        <translation>密码</translation>
    </message>
</context>
<context>
    <name>StickButton</name>
    <message>
        <source>USB stick…</source>
        <translation>U盘交换…</translation>
    </message>
    <message>
        <source>Exchange with the centre by USB stick when there is no line</source>
        <translation>没有网络时，用U盘与中心交换</translation>
    </message>
    <message>
        <source>&amp;Export what is not reported…</source>
        <translation>导出未上报内容(&amp;E)…</translation>
    </message>
    <message>
        <source>&amp;Import the centre&apos;s answer…</source>
        <translation>导入中心回执(&amp;I)…</translation>
    </message>
    <message>
        <source>Sealed files for the centre</source>
        <translation>报中心的密封文件</translation>
    </message>
    <message>
        <source>Export what is not reported</source>
        <translation>导出未上报内容</translation>
    </message>
    <message>
        <source>Answers of the centre</source>
        <translation>中心的回执</translation>
    </message>
    <message>
        <source>Import the centre&apos;s answer</source>
        <translation>导入中心回执</translation>
    </message>
    <message>
        <source>{count} changes are on the stick. They count as not reported until the answer is imported.</source>
        <translation>已导出 {count} 条。导入中心回执之前，仍算未上报。</translation>
    </message>
    <message>
        <source>The centre took {taken} changes and sent {rows} records.</source>
        <translation>中心收下 {taken} 条，发来 {rows} 条记录。</translation>
    </message>
</context>
<context>
    <name>StuckTab</name>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>What changed</source>
        <translation>改了什么</translation>
    </message>
    <message>
        <source>By</source>
        <translation>谁</translation>
    </message>
    <message>
        <source>When</source>
        <translation>何时</translation>
    </message>
    <message>
        <source>Refused</source>
        <translation>未收时间</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未被接收</translation>
    </message>
    <message>
        <source>Nothing was refused</source>
        <translation>没有未被接收的</translation>
    </message>
    <message>
        <source>What the central store does not accept comes here, with the reason and what to do.</source>
        <translation>中心没有接收的内容列在这里，写明原因和怎么办。</translation>
    </message>
    <message>
        <source>Send again</source>
        <translation>再报一次</translation>
    </message>
    <message>
        <source>Give up…</source>
        <translation>放弃…</translation>
    </message>
    <message>
        <source>Enter: open the person  ·  R: send again  ·  Del: give up</source>
        <translation>Enter：打开此人  ·  R：再报一次  ·  Del：放弃</translation>
    </message>
    <message>
        <source>{what} is sent again</source>
        <translation>{what}：将再报一次</translation>
    </message>
    <message>
        <source>The new record is taken away here, with what hangs on it. This cannot be undone.</source>
        <translation>本机撤去这条新记录和它名下的内容，不能撤销。</translation>
    </message>
    <message>
        <source>The record shows again what the central store has. This cannot be undone.</source>
        <translation>记录恢复成中心现有的内容，不能撤销。</translation>
    </message>
    <message>
        <source>Entered by mistake</source>
        <translation>录错了</translation>
    </message>
    <message>
        <source>Entered twice</source>
        <translation>重复录入</translation>
    </message>
    <message>
        <source>The other office does it</source>
        <translation>由对方街道办</translation>
    </message>
    <message>
        <source>Give up: {what}</source>
        <translation>放弃：{what}</translation>
    </message>
    <message>
        <source>Give up</source>
        <translation>放弃</translation>
    </message>
    <message>
        <source>Given up: {count} changes</source>
        <translation>已放弃 {count} 处修改</translation>
    </message>
    <message>
        <source>new</source>
        <translation>新登记的</translation>
    </message>
    <message>
        <source> and {count} more records</source>
        <translation>，另有 {count} 条记录</translation>
    </message>
</context>
<context>
    <name>SyncScreen</name>
    <message>
        <source>Syncing…</source>
        <translation>正在同步…</translation>
    </message>
    <message>
        <source>Sync now</source>
        <translation>立即同步</translation>
    </message>
    <message>
        <source>Parts of sync</source>
        <translation>同步各部分</translation>
    </message>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>This PC works alone. Everything is kept here and nothing is missing; to work with the district, a supervisor connects it in Settings.</source>
        <translation>本机独立工作，资料都保存在这里，一样不缺。要与区县联通，由街道主管在“设置”里连接。</translation>
    </message>
    <message>
        <source>This PC works alone</source>
        <translation>本机独立工作</translation>
    </message>
    <message>
        <source>To check</source>
        <translation>待核对</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>Not accepted</source>
        <translation>未被接收</translation>
    </message>
    <message>
        <source>Not reported</source>
        <translation>未上报</translation>
    </message>
    <message>
        <source>Meetings</source>
        <translation>同步记录</translation>
    </message>
    <message>
        <source>Sync</source>
        <translation>同步</translation>
    </message>
</context>
<context>
    <name>TransferSheet</name>
    <message>
        <source>{name} goes with every case, note and paper once the other office accepts. Until then nothing changes; your own record of where the person went stays.</source>
        <translation>对方接收后，{name} 的个案、服务记录和材料一并转过去；在那之前一切不变。本街道留有去向记录。</translation>
    </message>
    <message>
        <source>Transfer to another office</source>
        <translation>转办到别的街道</translation>
    </message>
    <message>
        <source>Offer the transfer</source>
        <translation>提出转办</translation>
    </message>
    <message>
        <source>name of the office, its district, or initials</source>
        <translation>街道、区县名称或首字母</translation>
    </message>
    <message>
        <source>To which office</source>
        <translation>转到哪个街道</translation>
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
        <source>The other office reads this before it answers.</source>
        <translation>对方答复前会看到这些话。</translation>
    </message>
    <message>
        <source>Choose a reason or write one down.</source>
        <translation>请选一个原因，或写一句说明。</translation>
    </message>
    <message>
        <source>Moved to live there</source>
        <translation>已搬到那里居住</translation>
    </message>
    <message>
        <source>Works there</source>
        <translation>在那里就业</translation>
    </message>
    <message>
        <source>Went home to the registered place</source>
        <translation>已回户籍地</translation>
    </message>
</context>
<context>
    <name>TransferTab</name>
    <message>
        <source>Accept</source>
        <translation>接收</translation>
    </message>
    <message>
        <source>Refuse…</source>
        <translation>不接收…</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
    <message>
        <source>Accepted. {name} is here with the next sync.</source>
        <translation>已接收 {name}，下次同步后就在本街道。</translation>
    </message>
    <message>
        <source>Refused: {name}</source>
        <translation>未接收：{name}</translation>
    </message>
    <message>
        <source>Lives elsewhere</source>
        <translation>不在本街道居住</translation>
    </message>
    <message>
        <source>Cannot be reached</source>
        <translation>联系不上</translation>
    </message>
    <message>
        <source>Already served here</source>
        <translation>本街道已在服务</translation>
    </message>
    <message>
        <source>{office} reads the reason.</source>
        <translation>{office} 会看到原因。</translation>
    </message>
    <message>
        <source>Refuse: {name}</source>
        <translation>不接收：{name}</translation>
    </message>
    <message>
        <source>Refuse</source>
        <translation>不接收</translation>
    </message>
    <message>
        <source>Withdrawn: {name}</source>
        <translation>已撤回：{name}</translation>
    </message>
    <message>
        <source>Answer: {words}</source>
        <translation>答复：{words}</translation>
    </message>
    <message>
        <source>{name} is now served by {office}.</source>
        <translation>{name} 现由 {office} 服务。</translation>
    </message>
    <message>
        <source>Way</source>
        <translation>方向</translation>
    </message>
    <message>
        <source>Person</source>
        <translation>姓名</translation>
    </message>
    <message>
        <source>Office</source>
        <translation>街道</translation>
    </message>
    <message>
        <source>Why</source>
        <translation>原因</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Offered</source>
        <translation>提出时间</translation>
    </message>
    <message>
        <source>Transfers</source>
        <translation>转办</translation>
    </message>
    <message>
        <source>No transfers</source>
        <translation>没有转办</translation>
    </message>
    <message>
        <source>To hand a case to another office, open the case, press Ctrl+M and choose it there.</source>
        <translation>要把个案转到别的街道，打开个案，按 Ctrl+M 选“转办”。</translation>
    </message>
    <message>
        <source>A: accept  ·  R: refuse  ·  W: withdraw  ·  Enter: open the person</source>
        <translation>A：接收  ·  R：不接收  ·  W：撤回  ·  Enter：打开此人</translation>
    </message>
    <message>
        <source>to us</source>
        <translation>转入</translation>
    </message>
    <message>
        <source>from us</source>
        <translation>转出</translation>
    </message>
</context>
<context>
    <name>Transfers</name>
    <message>
        <source>{name} is offered; the answer comes with a later sync.</source>
        <translation>已提出转办：{name}。对方答复后同步告知。</translation>
    </message>
    <message>
        <source>{name} waits for the answer of {office}.</source>
        <translation>{name} 正等 {office} 答复。</translation>
    </message>
    <message>
        <source>Withdraw the transfer</source>
        <translation>撤回转办</translation>
    </message>
    <message>
        <source>Offered by mistake</source>
        <translation>转错了</translation>
    </message>
    <message>
        <source>The person stays</source>
        <translation>本人仍在这里</translation>
    </message>
    <message>
        <source>Withdraw</source>
        <translation>撤回</translation>
    </message>
</context>
</TS>
