<?xml version="1.0" encoding="utf-8"?>
<!DOCTYPE TS>
<TS version="2.1" language="zh_CN" sourcelanguage="en">
<context>
    <name>AssessmentScreen</name>
    <message>
        <source>Assessments</source>
        <translation>测评</translation>
    </message>
    <message>
        <source>To the case</source>
        <translation>回到个案</translation>
    </message>
    <message>
        <source>{name}: {form}</source>
        <translation>{name}：{form}</translation>
    </message>
    <message>
        <source>The assessment is on file and in the service record.</source>
        <translation>测评已存档，并记入服务记录。</translation>
    </message>
    <message>
        <source>Kept as a draft. It goes on where it stopped.</source>
        <translation>已存为草稿，下次从这里接着填。</translation>
    </message>
    <message>
        <source>This questionnaire has not been filled in yet. Enter begins it.</source>
        <translation>这份问卷还没有做过。按回车开始。</translation>
    </message>
</context>
<context>
    <name>ChooserPage</name>
    <message>
        <source>Questionnaire</source>
        <translation>问卷</translation>
    </message>
    <message>
        <source>Last time</source>
        <translation>上次测评</translation>
    </message>
    <message>
        <source>Result</source>
        <translation>结果</translation>
    </message>
    <message>
        <source>State</source>
        <translation>状态</translation>
    </message>
    <message>
        <source>Questionnaires</source>
        <translation>问卷列表</translation>
    </message>
    <message>
        <source>Enter: fill in  ·  C: turn to the client  ·  R: result  ·  B: blank form</source>
        <translation>回车：填写&#x3000;·&#x3000;C：交给本人&#x3000;·&#x3000;R：看结果&#x3000;·&#x3000;B：空白表</translation>
    </message>
    <message>
        <source>Turn to the client</source>
        <translation>交给本人填写</translation>
    </message>
    <message>
        <source>Show the result</source>
        <translation>看结果</translation>
    </message>
    <message>
        <source>Print a blank form</source>
        <translation>打印空白表</translation>
    </message>
    <message>
        <source>Fill in</source>
        <translation>填写</translation>
    </message>
    <message>
        <source>Blank form</source>
        <translation>空白表</translation>
    </message>
    <message>
        <source>{count} questions</source>
        <translation>{count} 题</translation>
    </message>
    <message>
        <source>{count} of {total} answered</source>
        <translation>已答 {count}/{total}</translation>
    </message>
    <message>
        <source>not yet filled in</source>
        <translation>还没有做过</translation>
    </message>
    <message>
        <source>valid until {day}</source>
        <translation>有效期至 {day}</translation>
    </message>
    <message>
        <source>no longer valid</source>
        <translation>已过有效期</translation>
    </message>
</context>
<context>
    <name>ClientWindow</name>
    <message>
        <source>Thank you. That was the last question.</source>
        <translation>谢谢您，题目都答完了。</translation>
    </message>
    <message>
        <source>Please turn the screen back to the officer.</source>
        <translation>请把屏幕转给工作人员。</translation>
    </message>
    <message>
        <source>Officer: show the result</source>
        <translation>工作人员：看结果</translation>
    </message>
</context>
<context>
    <name>FillPage</name>
    <message>
        <source>0  I would rather not say</source>
        <translation>0&#x3000;不愿回答</translation>
    </message>
    <message>
        <source>Back</source>
        <translation>上一题</translation>
    </message>
    <message>
        <source>Go on later</source>
        <translation>先停一停</translation>
    </message>
    <message>
        <source>Finish</source>
        <translation>完成</translation>
    </message>
    <message>
        <source>Question {number} of {total}</source>
        <translation>第 {number} 题&#x3000;共 {total} 题</translation>
    </message>
</context>
<context>
    <name>ResultPage</name>
    <message>
        <source>Print the result</source>
        <translation>打印结果表</translation>
    </message>
    <message>
        <source>Go on to the plan</source>
        <translation>去做帮扶计划</translation>
    </message>
    <message>
        <source>All questionnaires</source>
        <translation>全部问卷</translation>
    </message>
    <message>
        <source>{day}, {how}, by {officer}. Valid until {until}. Version {version}</source>
        <translation>{day} {how}，承办人 {officer}，有效期至 {until}，问卷版本 {version}</translation>
    </message>
    <message>
        <source>Suggested themes of the plan</source>
        <translation>建议写进计划的主题</translation>
    </message>
</context>
</TS>
