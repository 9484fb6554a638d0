<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>DescribeSheet</name>
    <message>
        <source>Name and kind</source>
        <translation>名称与种类</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>What it is</source>
        <translation>是什么</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
</context>
<context>
    <name>FilesPanel</name>
    <message>
        <source>Files that can be kept</source>
        <translation>可以存的文件</translation>
    </message>
    <message>
        <source>Add files</source>
        <translation>添加文件</translation>
    </message>
    <message>
        <source>There is no picture and no file on the clipboard. Copy one first.</source>
        <translation>剪贴板里没有图片，也没有文件。请先复制一份。</translation>
    </message>
    <message>
        <source>Kept</source>
        <translation>已存入</translation>
    </message>
    <message>
        <source>Kept {count} files</source>
        <translation>已存入 {count} 份</translation>
    </message>
    <message>
        <source>Deleted</source>
        <translation>已删除</translation>
    </message>
    <message>
        <source>Let go to keep it with {name}</source>
        <translation>松开鼠标，存到{name}名下</translation>
    </message>
    <message>
        <source>Name hidden</source>
        <translation>名称不显示</translation>
    </message>
    <message>
        <source>not here yet</source>
        <translation>内容未到</translation>
    </message>
    <message>
        <source>Files</source>
        <translation>附件</translation>
    </message>
    <message>
        <source>No files yet</source>
        <translation>还没有附件</translation>
    </message>
    <message>
        <source>Drag papers and pictures here, paste a picture with Ctrl+V, or choose files with Ctrl+O.</source>
        <translation>把文件或图片拖进来，按 Ctrl+V 粘贴图片，或按 Ctrl+O 选择文件。</translation>
    </message>
    <message>
        <source>Name and kind…</source>
        <translation>名称与种类…</translation>
    </message>
    <message>
        <source>Open with another program…</source>
        <translation>用其他程序打开…</translation>
    </message>
    <message>
        <source>Delete</source>
        <translation>删除</translation>
    </message>
    <message>
        <source>Enter: look · F2: name and kind · Delete: take off</source>
        <translation>Enter 查看 · F2 名称与种类 · Delete 删除</translation>
    </message>
    <message>
        <source>Add files…</source>
        <translation>添加文件…</translation>
    </message>
    <message>
        <source>Paste</source>
        <translation>粘贴</translation>
    </message>
    <message>
        <source>Scans…</source>
        <translation>扫描件…</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Kind</source>
        <translation>种类</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>By</source>
        <translation>存入人</translation>
    </message>
    <message>
        <source>Added</source>
        <translation>存入时间</translation>
    </message>
</context>
<context>
    <name>FilesScreen</name>
    <message>
        <source>To the person</source>
        <translation>回到登记</translation>
    </message>
    <message>
        <source>Files of {name}</source>
        <translation>{name}的附件</translation>
    </message>
</context>
<context>
    <name>Lending</name>
    <message>
        <source>Another program gets a plain copy of {name}. It may keep copies and lists of its own, which nothing here can protect or delete. Changes made there are not kept here.</source>
        <translation>其他程序会拿到“{name}”的一份明文副本。它可能自己另存或留下记录，本程序管不到，也删不掉。在那里做的修改不会存回来。</translation>
    </message>
    <message>
        <source>To report it to the higher level</source>
        <translation>上报材料</translation>
    </message>
    <message>
        <source>To print it</source>
        <translation>打印</translation>
    </message>
    <message>
        <source>It cannot be shown here</source>
        <translation>这里不能显示</translation>
    </message>
    <message>
        <source>Open with another program</source>
        <translation>用其他程序打开</translation>
    </message>
    <message>
        <source>Open</source>
        <translation>打开</translation>
    </message>
    <message>
        <source>This PC has no program for such files. Nothing was opened.</source>
        <translation>本机没有能打开这类文件的程序，没有打开。</translation>
    </message>
</context>
<context>
    <name>Notices</name>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
    <message>
        <source>All of them…</source>
        <translation>全部…</translation>
    </message>
    <message>
        <source>Delete it now</source>
        <translation>现在删掉</translation>
    </message>
    <message>
        <source>Keep</source>
        <translation>存入</translation>
    </message>
    <message>
        <source>Choose…</source>
        <translation>挑选…</translation>
    </message>
    <message>
        <source>Not now</source>
        <translation>暂不</translation>
    </message>
    <message>
        <source>{names} and others</source>
        <translation>{names}等</translation>
    </message>
    <message>
        <source>New from the scanner, {count}: {names}</source>
        <translation>扫描文件夹新到 {count} 份：{names}</translation>
    </message>
    <message>
        <source>Plain copies open in another program: {count}</source>
        <translation>有 {count} 份明文副本正在其他程序里打开；换人、锁屏或关窗时自动删掉。</translation>
    </message>
    <message>
        <source>Not kept: {count}</source>
        <translation>没有存入：{count} 份</translation>
    </message>
</context>
<context>
    <name>RefusalSheet</name>
    <message>
        <source>Not kept</source>
        <translation>没有存入</translation>
    </message>
    <message>
        <source>Not kept: {count}</source>
        <translation>没有存入：{count} 份</translation>
    </message>
    <message>
        <source>Understood</source>
        <translation>知道了</translation>
    </message>
</context>
<context>
    <name>ScanSheet</name>
    <message>
        <source>Scans</source>
        <translation>扫描件</translation>
    </message>
    <message>
        <source>Name</source>
        <translation>名称</translation>
    </message>
    <message>
        <source>Size</source>
        <translation>大小</translation>
    </message>
    <message>
        <source>Scanned</source>
        <translation>扫描时间</translation>
    </message>
    <message>
        <source>The scan folder is empty</source>
        <translation>扫描文件夹是空的</translation>
    </message>
    <message>
        <source>Scan a paper; it appears here.</source>
        <translation>扫描一份材料，就会出现在这里。</translation>
    </message>
    <message>
        <source>Shift and arrows select several; Enter keeps them</source>
        <translation>Shift 加方向键选多份，Enter 存入</translation>
    </message>
    <message>
        <source>&amp;Delete the originals from the scan folder afterwards</source>
        <translation>存好后删掉扫描文件夹里的原件(&amp;D)</translation>
    </message>
    <message>
        <source>Keep with {name}</source>
        <translation>存到{name}名下</translation>
    </message>
    <message>
        <source>An original in the scan folder is not encrypted.</source>
        <translation>扫描文件夹里的原件没有加密。</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>Viewer</name>
    <message>
        <source>Look at a file</source>
        <translation>查看附件</translation>
    </message>
    <message>
        <source>Opening…</source>
        <translation>正在打开…</translation>
    </message>
    <message>
        <source>{type} files are not shown here.</source>
        <translation>这里不能显示 {type} 文件。</translation>
    </message>
    <message>
        <source>This PDF wants a password.</source>
        <translation>这份 PDF 有密码，这里不能显示。</translation>
    </message>
    <message>
        <source>This PDF cannot be shown here.</source>
        <translation>这份 PDF 这里不能显示。</translation>
    </message>
    <message>
        <source>This picture cannot be shown here.</source>
        <translation>这张图片这里不能显示。</translation>
    </message>
    <message>
        <source>page {page} of {count}</source>
        <translation>第 {page} 页，共 {count} 页</translation>
    </message>
    <message>
        <source>Picture</source>
        <translation>图片</translation>
    </message>
    <message>
        <source>Text</source>
        <translation>文字</translation>
    </message>
    <message>
        <source>Open with another program…</source>
        <translation>用其他程序打开…</translation>
    </message>
    <message>
        <source>Previous</source>
        <translation>上一份</translation>
    </message>
    <message>
        <source>Next</source>
        <translation>下一份</translation>
    </message>
    <message>
        <source>Smaller</source>
        <translation>缩小</translation>
    </message>
    <message>
        <source>Whole</source>
        <translation>整页</translation>
    </message>
    <message>
        <source>Larger</source>
        <translation>放大</translation>
    </message>
    <message>
        <source>Turn left</source>
        <translation>左转</translation>
    </message>
    <message>
        <source>Turn right</source>
        <translation>右转</translation>
    </message>
    <message>
        <source>Another program…</source>
        <translation>其他程序…</translation>
    </message>
    <message>
        <source>Close</source>
        <translation>关闭</translation>
    </message>
</context>
</TS>
