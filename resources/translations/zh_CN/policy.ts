<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>CompareSheet</name>
    <message>
        <source>What differs</source>
        <translation>有哪些不同</translation>
    </message>
    <message>
        <source>From then on new applications are held against it. Those made before keep their version.</source>
        <translation>启用后，新的申请按它办理；以前的申请仍按原来的版本。</translation>
    </message>
    <message>
        <source>{new}. No version of this policy stands before it.</source>
        <translation>{new}。此前没有这项政策的版本。</translation>
    </message>
    <message>
        <source>{new}. It says the same as {old}.</source>
        <translation>{new}，与 {old} 内容相同。</translation>
    </message>
    <message>
        <source>{new}, against {old}: {count} differences.</source>
        <translation>{new}，与现行的 {old} 相比有 {count} 处不同。</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不启用</translation>
    </message>
    <message>
        <source>Put in force</source>
        <translation>启用</translation>
    </message>
</context>
<context>
    <name>PackLine</name>
    <message>
        <source>What differs…</source>
        <translation>看有哪些不同…</translation>
    </message>
    <message>
        <source>Take out of force…</source>
        <translation>停用…</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新</translation>
    </message>
    <message>
        <source>In force</source>
        <translation>已启用</translation>
    </message>
    <message>
        <source>Out of force</source>
        <translation>未启用</translation>
    </message>
    <message>
        <source>Withdrawn</source>
        <translation>已撤回</translation>
    </message>
    <message>
        <source>Cannot be read</source>
        <translation>不能读取</translation>
    </message>
    <message>
        <source>published {day}</source>
        <translation>{day} 发布</translation>
    </message>
    <message>
        <source>put in force {day} by {name}</source>
        <translation>{name} 于 {day} 启用</translation>
    </message>
    <message>
        <source>withdrawn {day}</source>
        <translation>{day} 撤回</translation>
    </message>
    <message>
        <source>It changes nothing here. Ask the district, or update the program.</source>
        <translation>本机没有任何改动。请联系区县，或更新程序。</translation>
    </message>
    <message>
        <source>The district has withdrawn this pack. A supervisor takes it out of force.</source>
        <translation>区县已撤回这个政策包，请主管停用。</translation>
    </message>
    <message>
        <source>It changes nothing yet. A supervisor decides whether it is put in force.</source>
        <translation>现在还没有生效，是否启用由主管决定。</translation>
    </message>
</context>
<context>
    <name>PolicyCard</name>
    <message>
        <source>Policy packs</source>
        <translation>政策包</translation>
    </message>
    <message>
        <source>{count} new from the district</source>
        <translation>区县下发 {count} 个新的</translation>
    </message>
    <message>
        <source>The district has sent no policy pack.</source>
        <translation>区县没有下发政策包。</translation>
    </message>
    <message>
        <source>What stood before stands again for new applications. Those made under this pack keep it.</source>
        <translation>停用后，新的申请按原来的规则办理；已按这个政策包办理的申请不变。</translation>
    </message>
    <message>
        <source>The district withdrew it</source>
        <translation>区县已撤回</translation>
    </message>
    <message>
        <source>It does not fit the notice</source>
        <translation>与通知不符</translation>
    </message>
    <message>
        <source>By mistake</source>
        <translation>启用有误</translation>
    </message>
    <message>
        <source>Take the policy pack out of force</source>
        <translation>停用政策包</translation>
    </message>
    <message>
        <source>Take out of force</source>
        <translation>停用</translation>
    </message>
    <message>
        <source>In force. New applications are held against it; older ones keep theirs.</source>
        <translation>已启用。新的申请按它办理，以前的申请不变。</translation>
    </message>
    <message>
        <source>Out of force. What stood before stands again.</source>
        <translation>已停用，恢复按原来的规则办理。</translation>
    </message>
    <message>
        <source>came with the program</source>
        <translation>随程序提供</translation>
    </message>
    <message>
        <source>in force since {day}, by {name}</source>
        <translation>{name} 于 {day} 启用</translation>
    </message>
</context>
</TS>
