<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>ScanFolderCard</name>
    <message>
        <source>Scan folder</source>
        <translation>扫描文件夹</translation>
    </message>
    <message>
        <source>Choose a folder…</source>
        <translation>选择文件夹…</translation>
    </message>
    <message>
        <source>Watch none</source>
        <translation>不再查看</translation>
    </message>
    <message>
        <source>What the scanner puts there while the window is open is offered to the person on screen.</source>
        <translation>开着窗口时，扫描仪放进去的文件会提示存到当前这个人名下。</translation>
    </message>
    <message>
        <source>No folder is watched</source>
        <translation>没有指定文件夹</translation>
    </message>
</context>
<context>
    <name>SettingsScreen</name>
    <message>
        <source>Settings</source>
        <translation>设置</translation>
    </message>
    <message>
        <source>These hold for this PC and apply at once.</source>
        <translation>只对本机有效，立即生效。</translation>
    </message>
    <message>
        <source>This PC</source>
        <translation>本机</translation>
    </message>
    <message>
        <source>Where the work is kept</source>
        <translation>资料保存在哪里</translation>
    </message>
    <message>
        <source>Data folder</source>
        <translation>资料文件夹</translation>
    </message>
    <message>
        <source>The store in it is encrypted. Copying the folder alone gives nobody access to it.</source>
        <translation>其中的资料库已加密，只拷走文件夹是打不开的。</translation>
    </message>
    <message>
        <source>Language</source>
        <translation>语言</translation>
    </message>
    <message>
        <source>Text size</source>
        <translation>字号</translation>
    </message>
    <message>
        <source>Light</source>
        <translation>浅色</translation>
    </message>
    <message>
        <source>Dark</source>
        <translation>深色</translation>
    </message>
    <message>
        <source>High contrast</source>
        <translation>高对比</translation>
    </message>
    <message>
        <source>Appearance</source>
        <translation>外观</translation>
    </message>
    <message>
        <source>{count} min</source>
        <translation>{count} 分钟</translation>
    </message>
    <message>
        <source>Lock when nobody touches the PC for</source>
        <translation>无人操作多久后锁定</translation>
    </message>
    <message>
        <source>Ctrl+L locks at once. What is typed stays as a draft.</source>
        <translation>按 Ctrl+L 立即锁定；正在填写的内容会存为草稿。</translation>
    </message>
</context>
</TS>
