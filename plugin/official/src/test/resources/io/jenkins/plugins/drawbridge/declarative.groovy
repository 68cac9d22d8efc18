pipeline {
    agent any
    options {
        timeout(time: 5, unit: 'MINUTES')
    }
    stages {
        stage('Manifests') {
            steps {
                writeFile(file: 'k8s/api.yaml', text: '''\
apiVersion: apps/v1
kind: Deployment
metadata: {name: api}
spec:
  selector: {matchLabels: {app: api}}
  template:
    metadata: {labels: {app: api}}
    spec: {containers: [{name: main, image: "registry.example/api:1.2.0"}]}
''')
            }
        }
        stage('Preview') {
            steps {
                smartDiff(environment: 'DEV', files: ['k8s'])
            }
        }
        stage('Deploy') {
            steps {
                smartDeploy(environment: 'DEV', files: ['k8s'], deployType: 'smart_deploy')
            }
        }
    }
}
