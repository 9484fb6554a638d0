<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>EmployerEditor</name>
    <message>
        <source>Use that record</source>
        <translation>打开原记录</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>&amp;Name</source>
        <translation>单位名称(&amp;N)</translation>
    </message>
    <message>
        <source>Unified social &amp;credit code</source>
        <translation>统一社会信用代码(&amp;C)</translation>
    </message>
    <message>
        <source>&amp;Kind</source>
        <translation>单位性质(&amp;K)</translation>
    </message>
    <message>
        <source>&amp;Industry</source>
        <translation>行业(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;District</source>
        <translation>区县(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>C&amp;ontact</source>
        <translation>联系人(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Phone</source>
        <translation>联系电话(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Remarks</source>
        <translation>备注(&amp;R)</translation>
    </message>
    <message>
        <source>Change employer</source>
        <translation>修改单位</translation>
    </message>
    <message>
        <source>New employer</source>
        <translation>新单位</translation>
    </message>
    <message>
        <source>{phone} is kept unless you type another</source>
        <translation>不填则保留 {phone}</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>ImportPane</name>
    <message>
        <source>Rows of the file</source>
        <translation>文件各行</translation>
    </message>
    <message>
        <source>Confirm all that are asked about</source>
        <translation>全部确认</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
    <message>
        <source>Confirm this row</source>
        <translation>确认本行</translation>
    </message>
    <message>
        <source>Space: confirm the row&#x3000;·&#x3000;Ctrl+Enter: import&#x3000;·&#x3000;Esc: leave without importing</source>
        <translation>空格：确认本行&#x3000;·&#x3000;Ctrl+Enter：导入&#x3000;·&#x3000;Esc：不导入，返回</translation>
    </message>
    <message>
        <source>Excel and CSV</source>
        <translation>Excel 和 CSV</translation>
    </message>
    <message>
        <source>Import vacancies</source>
        <translation>导入岗位</translation>
    </message>
    <message>
        <source>Import {file}</source>
        <translation>导入 {file}</translation>
    </message>
    <message>
        <source>Reading {file}</source>
        <translation>正在读取 {file}</translation>
    </message>
    <message>
        <source>Import {count} rows</source>
        <translation>导入 {count} 行</translation>
    </message>
    <message>
        <source>Importing {file}</source>
        <translation>正在导入 {file}</translation>
    </message>
    <message>
        <source>{new} new, {updated} updated</source>
        <translation>新增 {new} 个，更新 {updated} 个</translation>
    </message>
    <message>
        <source>{count} rows left out</source>
        <translation>{count} 行未导入</translation>
    </message>
    <message>
        <source>The import was undone</source>
        <translation>已撤销这次导入</translation>
    </message>
    <message>
        <source>changes: {fields}</source>
        <translation>将更新：{fields}</translation>
    </message>
    <message>
        <source>{count} rows</source>
        <translation>共 {count} 行</translation>
    </message>
    <message>
        <source>{count} to confirm</source>
        <translation>{count} 行需确认</translation>
    </message>
    <message>
        <source>{count} stay out</source>
        <translation>{count} 行有错，不导入</translation>
    </message>
    <message>
        <source>columns not used: {names}</source>
        <translation>未用的列：{names}</translation>
    </message>
    <message>
        <source>New</source>
        <translation>新增</translation>
    </message>
    <message>
        <source>Update</source>
        <translation>更新</translation>
    </message>
    <message>
        <source>Unchanged</source>
        <translation>未变</translation>
    </message>
    <message>
        <source>To confirm</source>
        <translation>需确认</translation>
    </message>
    <message>
        <source>Error</source>
        <translation>错误</translation>
    </message>
    <message>
        <source>Row</source>
        <translation>行</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Employer</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>薪资</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>What is said about it</source>
        <translation>说明</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>Show only</source>
        <translation>只看</translation>
    </message>
</context>
<context>
    <name>OutcomeForm</name>
    <message>
        <source>&amp;Outcome</source>
        <translation>结果(&amp;O)</translation>
    </message>
    <message>
        <source>&amp;Reason</source>
        <translation>未成原因(&amp;R)</translation>
    </message>
    <message>
        <source>&amp;Day</source>
        <translation>日期(&amp;D)</translation>
    </message>
    <message>
        <source>Day of the &amp;interview</source>
        <translation>面试日期(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Time</source>
        <translation>时间(&amp;T)</translation>
    </message>
    <message>
        <source>&amp;Pay agreed a month</source>
        <translation>约定月薪(&amp;P)</translation>
    </message>
    <message>
        <source>&amp;Note</source>
        <translation>备注(&amp;N)</translation>
    </message>
    <message>
        <source>Record</source>
        <translation>记录</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
    <message>
        <source>{state}, recommended {when}</source>
        <translation>{state} · 推荐于 {when}</translation>
    </message>
    <message>
        <source>Type the time like 14:30.</source>
        <translation>时间请写成 14:30。</translation>
    </message>
    <message>
        <source>Recorded: {state}</source>
        <translation>已记录：{state}</translation>
    </message>
</context>
<context>
    <name>RecommendationPanel</name>
    <message>
        <source>Vacancies that fit</source>
        <translation>推荐岗位</translation>
    </message>
    <message>
        <source>Again</source>
        <translation>刷新</translation>
    </message>
    <message>
        <source>Recommend</source>
        <translation>推荐</translation>
    </message>
    <message>
        <source>{count} looked at</source>
        <translation>相关 {count} 个</translation>
    </message>
    <message>
        <source>{count} vacancies recommended</source>
        <translation>已推荐 {count} 个岗位</translation>
    </message>
    <message>
        <source>Space or 1–9 ticks</source>
        <translation>空格或 1–9 勾选</translation>
    </message>
    <message>
        <source>Recommend {count}</source>
        <translation>推荐 {count} 个</translation>
    </message>
</context>
<context>
    <name>RecommendationRow</name>
    <message>
        <source>{count} free</source>
        <translation>余 {count} 人</translation>
    </message>
</context>
<context>
    <name>VacancyDetail</name>
    <message>
        <source>&amp;Edit</source>
        <translation>编辑(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Verified</source>
        <translation>核实(&amp;V)</translation>
    </message>
    <message>
        <source>No vacancy chosen</source>
        <translation>未选岗位</translation>
    </message>
    <message>
        <source>Choose one in the list to see everything about it.</source>
        <translation>在列表里选一个岗位，这里显示全部内容。</translation>
    </message>
    <message>
        <source>With&amp;draw</source>
        <translation>下架</translation>
    </message>
    <message>
        <source>&amp;Open again</source>
        <translation>恢复招聘(&amp;O)</translation>
    </message>
    <message>
        <source>Wording confirmed by an officer: {phrases}</source>
        <translation>招聘文字已由专员确认：{phrases}</translation>
    </message>
    <message>
        <source>Description</source>
        <translation>岗位描述</translation>
    </message>
    <message>
        <source>{count} years</source>
        <translation>{count} 年经验</translation>
    </message>
    <message>
        <source>{free} of {all} free</source>
        <translation>招 {all} 人，余 {free} 人</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>工种</translation>
    </message>
    <message>
        <source>Place</source>
        <translation>地点</translation>
    </message>
    <message>
        <source>Places</source>
        <translation>人数</translation>
    </message>
    <message>
        <source>Asks for</source>
        <translation>要求</translation>
    </message>
    <message>
        <source>Work</source>
        <translation>用工</translation>
    </message>
    <message>
        <source>Offers</source>
        <translation>待遇</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Source</source>
        <translation>来源</translation>
    </message>
    <message>
        <source>Verified</source>
        <translation>核实日期</translation>
    </message>
    <message>
        <source>{count} open vacancies</source>
        <translation>有效岗位 {count} 个</translation>
    </message>
    <message>
        <source>change</source>
        <translation>修改</translation>
    </message>
    <message>
        <source>dial</source>
        <translation>拨号</translation>
    </message>
    <message>
        <source>Employer</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Credit code</source>
        <translation>信用代码</translation>
    </message>
    <message>
        <source>not on file</source>
        <translation>未登记</translation>
    </message>
    <message>
        <source>Contact</source>
        <translation>联系人</translation>
    </message>
    <message>
        <source>Phone</source>
        <translation>电话</translation>
    </message>
    <message>
        <source>Vacancies</source>
        <translation>岗位</translation>
    </message>
</context>
<context>
    <name>VacancyEditor</name>
    <message>
        <source>Name or initials</source>
        <translation>名称或首字母</translation>
    </message>
    <message>
        <source>It is right, save</source>
        <translation>确认无误，保存</translation>
    </message>
    <message>
        <source>Save</source>
        <translation>保存</translation>
    </message>
    <message>
        <source>Change vacancy</source>
        <translation>修改岗位</translation>
    </message>
    <message>
        <source>New vacancy</source>
        <translation>新岗位</translation>
    </message>
    <message>
        <source>filled in from the title</source>
        <translation>已按岗位名称填入</translation>
    </message>
    <message>
        <source>guessed from the title, please check</source>
        <translation>按岗位名称推测，请核对</translation>
    </message>
    <message>
        <source>&amp;Employer</source>
        <translation>单位(&amp;E)</translation>
    </message>
    <message>
        <source>&amp;Post</source>
        <translation>岗位名称(&amp;P)</translation>
    </message>
    <message>
        <source>O&amp;ccupation</source>
        <translation>工种(&amp;C)</translation>
    </message>
    <message>
        <source>As adverts write it: 4-6千·13薪, 200/天, 面议</source>
        <translation>照招聘信息写：4-6千·13薪、200/天、面议</translation>
    </message>
    <message>
        <source>Pa&amp;y</source>
        <translation>薪资(&amp;Y)</translation>
    </message>
    <message>
        <source>4000-6000</source>
        <translation>4000-6000</translation>
    </message>
    <message>
        <source>&amp;District</source>
        <translation>区县(&amp;D)</translation>
    </message>
    <message>
        <source>&amp;Address</source>
        <translation>地址(&amp;A)</translation>
    </message>
    <message>
        <source>Form of &amp;work</source>
        <translation>用工形式(&amp;W)</translation>
    </message>
    <message>
        <source>Schooling at &amp;least</source>
        <translation>学历要求(&amp;L)</translation>
    </message>
    <message>
        <source>none asked for</source>
        <translation>不限</translation>
    </message>
    <message>
        <source>Place&amp;s</source>
        <translation>招聘人数(&amp;S)</translation>
    </message>
    <message>
        <source>E&amp;xperience, years</source>
        <translation>经验年限(&amp;X)</translation>
    </message>
    <message>
        <source>A&amp;ge as the advert says</source>
        <translation>年龄要求（按原文）(&amp;G)</translation>
    </message>
    <message>
        <source>&amp;Hours and shifts</source>
        <translation>工时与班次(&amp;H)</translation>
    </message>
    <message>
        <source>Social &amp;insurance</source>
        <translation>社保(&amp;I)</translation>
    </message>
    <message>
        <source>&amp;Board and lodging</source>
        <translation>食宿(&amp;B)</translation>
    </message>
    <message>
        <source>&amp;Valid to</source>
        <translation>有效期至(&amp;V)</translation>
    </message>
    <message>
        <source>Empty: 90 days from today</source>
        <translation>不填则自今日起90天</translation>
    </message>
    <message>
        <source>So&amp;urce</source>
        <translation>信息来源(&amp;U)</translation>
    </message>
    <message>
        <source>Descriptio&amp;n</source>
        <translation>岗位描述(&amp;N)</translation>
    </message>
    <message>
        <source>Not on file?</source>
        <translation>还没有登记？</translation>
    </message>
    <message>
        <source>New employer</source>
        <translation>新单位</translation>
    </message>
    <message>
        <source>Cancel</source>
        <translation>取消</translation>
    </message>
</context>
<context>
    <name>VacancyList</name>
    <message>
        <source>Post or employer</source>
        <translation>岗位或单位名称</translation>
    </message>
    <message>
        <source>All districts</source>
        <translation>全部区县</translation>
    </message>
    <message>
        <source>All occupations</source>
        <translation>全部工种</translation>
    </message>
    <message>
        <source>Vacancies</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>No open vacancy yet</source>
        <translation>还没有有效岗位</translation>
    </message>
    <message>
        <source>Import a ledger with Ctrl+I, or enter one with Ctrl+Shift+N.</source>
        <translation>按 Ctrl+I 导入岗位台账，或按 Ctrl+Shift+N 录入一个。</translation>
    </message>
    <message>
        <source>No vacancy passes the filters</source>
        <translation>没有符合条件的岗位</translation>
    </message>
    <message>
        <source>Take a filter off, or choose another status.</source>
        <translation>请去掉一个条件，或换一个状态。</translation>
    </message>
    <message>
        <source>Post</source>
        <translation>岗位</translation>
    </message>
    <message>
        <source>Pay</source>
        <translation>薪资</translation>
    </message>
    <message>
        <source>District</source>
        <translation>区县</translation>
    </message>
    <message>
        <source>Employer</source>
        <translation>单位</translation>
    </message>
    <message>
        <source>Free</source>
        <translation>余额</translation>
    </message>
    <message>
        <source>Valid to</source>
        <translation>有效期至</translation>
    </message>
    <message>
        <source>Status</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Search</source>
        <translation>搜索</translation>
    </message>
    <message>
        <source>Occupation</source>
        <translation>工种</translation>
    </message>
    <message>
        <source>Clear</source>
        <translation>清除</translation>
    </message>
</context>
<context>
    <name>VacancyScreen</name>
    <message>
        <source>Vacancy saved</source>
        <translation>岗位已保存</translation>
    </message>
    <message>
        <source>Employer saved</source>
        <translation>单位已保存</translation>
    </message>
    <message>
        <source>{count} vacancies</source>
        <translation>{count} 个岗位</translation>
    </message>
    <message>
        <source>New vacancy</source>
        <translation>新岗位</translation>
    </message>
    <message>
        <source>Vacancies and employers</source>
        <translation>岗位与单位</translation>
    </message>
    <message>
        <source>Import</source>
        <translation>导入</translation>
    </message>
</context>
</TS>
